// The table of all fields that a report form can have, shared by the switches, the form and its
// checks.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "core/forms/form.h"

namespace core {

// The settings for a field in forms.yaml.
enum class Switch { off, optional, required };

// What is known about a field before a site sets its switches.
struct KnownField {
  std::string_view id;
  FieldType type = FieldType::line;
  int most = 0;  // as in FormField; 0 for a choice or a checkbox
  Switch by_default = Switch::optional;
  // The settings that forms.yaml may use, worded for a sentence; empty: not switchable. kAny: also
  // other ones for some kinds of report.
  std::string_view allowed;
  bool personal = false;     // belongs to the sealed identity part
  std::string_view show_if;  // as in FormField
};

inline constexpr std::string_view kOnBehalf = "on_behalf=yes";
inline constexpr std::string_view kAny = "off, optional, required";
inline constexpr std::string_view kNeverForced = "off, optional";
inline constexpr std::string_view kNeverOff = "optional, required";

// In page order.
inline constexpr std::array<KnownField, 20> kKnownFields = {{
    {"kind", FieldType::choice, 0, Switch::required, "", false, ""},
    {"window", FieldType::choice, 0, Switch::required, "", false, ""},
    {"unit", FieldType::choice, 0, Switch::optional, kAny, false, ""},
    {"matter", FieldType::line, 100, Switch::optional, kAny, false, ""},
    {"applied", FieldType::choice, 0, Switch::optional, kAny, false, ""},
    {"visits", FieldType::number, 40, Switch::optional, kAny, false, ""},
    {"problem", FieldType::text, 4000, Switch::required, kAny, false, ""},
    {"request", FieldType::text, 2000, Switch::optional, kAny, false, ""},
    {"suggestion", FieldType::text, 2000, Switch::off, kAny, false, ""},
    {"on_behalf", FieldType::checkbox, 0, Switch::optional, kNeverForced, false, ""},
    {"relation", FieldType::line, 40, Switch::required, "", true, kOnBehalf},
    {"whom_to_call", FieldType::choice, 0, Switch::required, "", true, kOnBehalf},
    {"reporter_type", FieldType::choice, 0, Switch::required, kAny, false, ""},
    {"name", FieldType::line, 40, Switch::required, kNeverOff, true, ""},
    {"phone", FieldType::phone, 100, Switch::required, kNeverOff, true, ""},
    {"good_time", FieldType::line, 60, Switch::optional, kAny, true, ""},
    {"id_number", FieldType::line, 30, Switch::off, kAny, true, ""},
    {"address", FieldType::line, 200, Switch::off, kAny, true, ""},
    {"confidential", FieldType::checkbox, 0, Switch::optional, kNeverForced, false, ""},
    {"privacy", FieldType::checkbox, 0, Switch::required, "", false, ""},
}};

inline constexpr std::array<std::pair<Switch, std::string_view>, 3> kSwitches = {
    {{Switch::off, "off"}, {Switch::optional, "optional"}, {Switch::required, "required"}}};

// The setting of a field that does not depend on the kind.
Switch switch_of(const ReportFormSwitches& switches, const KnownField& known);

}  // namespace core
