// Makes a site's report form from the table of fields, its switches and the texts.
#include "core/site/report_form.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "core/base/contains.h"
#include "core/base/crypto.h"
#include "core/base/text.h"
#include "core/forms/form_fields.h"

namespace core {
namespace {

constexpr std::size_t kFormVersionDigits = 16;

// Options that are the same on every site: "form.<field>.option.<value>".
struct FixedOption {
  std::string_view field;
  std::string_view value;
};
constexpr FixedOption kFixedOptions[] = {
    {"unit", "not_sure"},        {"applied", "online"},           {"applied", "counter"},
    {"applied", "no"},           {"whom_to_call", "me"},          {"whom_to_call", "them"},
    {"reporter_type", "person"}, {"reporter_type", "enterprise"},
};

// "on_behalf" of "on_behalf=yes".
std::string_view field_of_condition(std::string_view show_if) {
  return show_if.substr(0, show_if.find('='));
}

std::string kind_label(const Kind& kind, const Texts& texts) {
  if (!texts.has("form.kind.choice")) return kind.name;
  return texts.format("form.kind.choice", {{"name", kind.name}, {"description", kind.description}});
}

// With more windows than this the list leaves out villages. The page or sign of a village links to
// the form with its window already chosen.
constexpr std::size_t kMostWindowsListed = 300;
// Up to this many windows are listed flat; more are grouped by town.
constexpr std::size_t kMostWindowsUngrouped = 7;

// The main window comes first, as the default for reporters who do not know which window is right.
// Each town is followed by its villages.
std::vector<FormOption> window_options(const WindowTree& windows) {
  const bool grouped = windows.size() > kMostWindowsUngrouped;
  const bool villages_listed = windows.size() <= kMostWindowsListed;
  std::vector<FormOption> options;
  std::vector<FormOption> of_towns;
  const auto add_town = [&](const Window& town) {
    const std::string& group = town.short_name();
    if (!town.planned) of_towns.push_back({town.id, town.name, group});
    for (const auto i : windows.below(town)) {
      const Window& village = windows[i];
      if (village.planned) continue;
      of_towns.push_back({village.id, village.name, group, village.short_name(), villages_listed});
    }
  };
  for (const Window& window : windows) {
    const Window* above = windows.above(window);
    const bool below_a_town = above != nullptr && above->level == "town";
    if (grouped && window.level == "town") {
      add_town(window);
    } else if (!window.planned && !(grouped && below_a_town)) {
      options.push_back({window.id, window.name});
    }
  }
  std::ranges::move(of_towns, std::back_inserter(options));
  return options;
}

std::vector<FormOption> options_of(std::string_view field, const Site& site, const Texts& texts) {
  std::vector<FormOption> options;
  for (const FixedOption& fixed : kFixedOptions) {
    if (fixed.field != field) continue;
    const std::string key = fmt::format("form.{}.option.{}", field, fixed.value);
    options.push_back({std::string(fixed.value), texts.get(key)});
  }
  if (field == "kind") {
    for (const Kind& kind : site.policy.kinds)
      options.push_back({kind.id, kind_label(kind, texts)});
  }
  if (field == "window") {
    return window_options(site.windows);
  }
  if (field == "unit") {
    for (const Unit& unit : site.units) options.push_back({unit.id, unit.name});
  }
  return options;
}

// The names of some kinds, each in quotes.
std::string quoted_names(const std::vector<Kind>& kinds, const Texts& texts, const auto& chosen) {
  std::string names;
  for (const Kind& kind : kinds) {
    if (chosen(kind.id)) names += texts.format("form.kinds.name", {{"name", kind.name}});
  }
  return names;
}

// For readers without scripts, who see every field: which kinds need not answer this one.
std::string kinds_hint(const FormField& field, const std::vector<Kind>& kinds, const Texts& texts) {
  const auto asked = [&](const std::string& id) { return contains(field.asked_for, id); };
  const auto names = [&](const char* key, const auto& chosen) {
    const std::string quoted = quoted_names(kinds, texts, chosen);
    return quoted.empty() ? quoted : texts.format(key, {{"kinds", quoted}});
  };
  const bool few = field.asked_for.size() * 2 < kinds.size();
  std::string hint =
      few ? names("form.kinds.only", asked)
          : names("form.kinds.not_asked", [&](const std::string& id) { return !asked(id); });
  if (field.required_for.empty()) return hint;
  return hint + names("form.kinds.may", [&](const std::string& id) {
           return asked(id) && !contains(field.required_for, id);
         });
}

void limit_to_kinds(FormField& field, const AskedKinds& asked, const std::vector<Kind>& kinds,
                    const Texts& texts) {
  for (const Kind& kind : kinds) {
    const bool required = contains(asked.required, kind.id);
    if (required) field.required_for.push_back(kind.id);
    if (required || contains(asked.optional, kind.id)) field.asked_for.push_back(kind.id);
  }
  field.hint += kinds_hint(field, kinds, texts);
}

FormField make_field(const KnownField& known, bool required, const Site& site, const Texts& texts) {
  FormField field;
  field.id = known.id;
  field.type = known.type;
  field.required = required;
  field.most = known.most;
  field.label = texts.get(fmt::format("form.{}.label", known.id));
  const std::string hint = fmt::format("form.{}.hint", known.id);
  if (texts.has(hint)) field.hint = texts.get(hint);
  field.options = options_of(known.id, site, texts);
  if (known.id == "window" && is_grouped(field)) field.hint = texts.get("form.window.hint_many");
  field.personal = known.personal;
  field.show_if = known.show_if;
  const auto by_kind = site.form_switches.by_kind.find(known.id);
  if (by_kind != site.form_switches.by_kind.end())
    limit_to_kinds(field, by_kind->second, site.policy.kinds, texts);
  return field;
}

std::string version_of_fields(const std::vector<FormField>& fields) {
  std::vector<std::string> parts;
  for (const FormField& field : fields) {
    parts.push_back(fmt::format("{} {} {} {} {} {}", field.id, static_cast<int>(field.type),
                                field.required, field.most, field.personal, field.show_if));
    parts.push_back(joined(field.asked_for, ","));
    parts.push_back(joined(field.required_for, ","));
    parts.push_back(field.label);
    parts.push_back(field.hint);
    parts.push_back(std::to_string(field.options.size()));
    for (const FormOption& option : field.options) {
      parts.push_back(option.value);
      parts.push_back(option.label);
    }
  }
  return to_hex(hash_parts(parts.data(), parts.size())).substr(0, kFormVersionDigits);
}

}  // namespace

ReportForm make_report_form(const Site& site, const Texts& texts) {
  ReportForm form;
  for (const KnownField& known : kKnownFields) {
    const bool by_kind = site.form_switches.by_kind.contains(known.id);
    const Switch position = by_kind ? Switch::optional : switch_of(site.form_switches, known);
    const bool hangs = !known.show_if.empty() && !form.field(field_of_condition(known.show_if));
    if (position == Switch::off || hangs) continue;
    form.fields.push_back(make_field(known, position == Switch::required, site, texts));
  }
  form.version = version_of_fields(form.fields);
  return form;
}

}  // namespace core
