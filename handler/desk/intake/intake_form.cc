// Changes the public form by a table, so that both stay one form.
#include "handler/desk/intake/intake_form.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "handler/cases/actions/permissions.h"
#include "handler/desk/page.h"

namespace handler::desk {
namespace {

using core::FieldType;
using core::value_of;

// Fields that a channel cannot fill.
struct Unknown {
  std::string_view channel;
  std::string_view field;
};
constexpr Unknown kUnknown[] = {
    {"letter", "privacy"},     {"letter", "phone"},     {"superior", "privacy"},
    {"superior", "name"},      {"superior", "phone"},   {"superior", "reporter_type"},
    {"superior", "id_number"}, {"superior", "address"}, {"letter", "id_number"},
};

// People who report to another office have not seen the window's privacy notice.
bool comes_from_others(const Visit& visit, std::string_view channel) {
  const core::Channel* known = visit.model().policy.channel(channel);
  return known != nullptr && !known->run_by.empty();
}

bool is_unknown(const Visit& visit, std::string_view channel, std::string_view field) {
  if (field == "privacy" && comes_from_others(visit, channel)) return true;
  return std::ranges::any_of(kUnknown, [&](const Unknown& each) {
    return each.channel == channel && each.field == field;
  });
}

core::FormField own_field(const Visit& visit, const std::string& id, FieldType type, int most,
                          bool required) {
  core::FormField field;
  field.id = id;
  field.type = type;
  field.most = most;
  field.required = required;
  field.label = visit.texts().get("form." + id + ".label");
  const std::string hint = "form." + id + ".hint";
  if (visit.texts().has(hint)) field.hint = visit.texts().get(hint);
  return field;
}

core::FormField channel_field(const Visit& visit) {
  core::FormField field = own_field(visit, "channel", FieldType::choice, 0, true);
  for (const core::Channel& channel : visit.model().policy.channels) {
    if (channel.id == core::kOnlineChannel) continue;
    field.options.push_back({channel.id, channel_name(visit, visit.model().policy, channel.id)});
  }
  return field;
}

void add_own_fields(core::ReportForm& form, const Visit& visit) {
  form.fields.push_back(channel_field(visit));
  form.fields.push_back(own_field(visit, "received_at", FieldType::line, 30, false));
  if (visit.model().policy.channel(core::kSuperiorChannel) == nullptr) return;
  for (const auto& [id, most, required] :
       {std::tuple{"assigned_by", 60, true}, std::tuple{"assigned_due", 30, false}}) {
    core::FormField field = own_field(visit, id, FieldType::line, most, required);
    field.show_if = "channel=superior";
    form.fields.push_back(std::move(field));
  }
}

void keep_own_windows(core::FormField& field, const std::vector<std::string>& windows) {
  std::erase_if(field.options, [&](const core::FormOption& option) {
    return !core::contains(windows, option.value);
  });
}

// The numbers in "2026年9月28日 9:30", "2026-09-28 09:30" and the like; empty if the text contains
// anything else.
std::vector<int> numbers_in(const std::string& typed) {
  static constexpr std::string_view kBetween[] = {
      "-", "/", ".", ":", " ", "T", "\u5e74", "\u6708", "\u65e5", "\u65f6", "\u5206"};
  std::vector<int> numbers;
  bool in_number = false;
  for (const std::string& character : core::characters(core::half_width(typed))) {
    if (character.size() == 1 && character[0] >= '0' && character[0] <= '9') {
      if (!in_number) numbers.push_back(0);
      in_number = true;
      if (numbers.back() > 9999) return {};
      numbers.back() = numbers.back() * 10 + (character[0] - '0');
    } else if (!core::contains(kBetween, character)) {
      return {};
    } else {
      in_number = false;
    }
  }
  return numbers;
}

std::optional<core::Day> day_of_numbers(const std::vector<int>& numbers) {
  if (numbers.size() < 3) return std::nullopt;
  return core::day_from_iso(fmt::format("{:04}-{:02}-{:02}", numbers[0], numbers[1], numbers[2]));
}

std::optional<core::Instant> moment_in(const std::string& typed) {
  const std::vector<int> numbers = numbers_in(typed);
  const std::optional<core::Day> day = day_of_numbers(numbers);
  if (!day || numbers.size() != 5 || numbers[3] > 23 || numbers[4] > 59) return std::nullopt;
  return core::at(*day, std::chrono::hours(numbers[3]) + std::chrono::minutes(numbers[4]));
}

core::Day first_day(const core::Site& site) {
  return site.identity.opens.value_or(site.policy.effective_from);
}

void add_mistake(Intake& intake, const std::string& field, const std::string& code) {
  const auto position = [&](const std::string& id) {
    return std::ranges::find(intake.form.fields, id, &core::FormField::id);
  };
  auto& mistakes = intake.checked.mistakes;
  mistakes.push_back({field, code});
  std::ranges::stable_sort(mistakes, [&](const auto& one, const auto& other) {
    return position(one.field) < position(other.field);
  });
}

void check_received(Intake& intake, const Visit& visit) {
  const std::string typed = value_of(intake.checked.values, "received_at");
  if (typed.empty()) return;
  intake.received_at = moment_in(typed);
  if (!intake.received_at) return add_mistake(intake, "received_at", "moment");
  if (*intake.received_at > visit.now()) return add_mistake(intake, "received_at", "future");
  if (core::day_of(*intake.received_at) < first_day(visit.model()))
    add_mistake(intake, "received_at", "before_opening");
}

void check_assigned_due(Intake& intake) {
  const std::string typed = value_of(intake.checked.values, "assigned_due");
  if (typed.empty()) return;
  const std::vector<int> numbers = numbers_in(typed);
  if (numbers.size() == 3) intake.assigned_due = day_of_numbers(numbers);
  if (!intake.assigned_due) add_mistake(intake, "assigned_due", "day");
}

}  // namespace

std::vector<std::string> windows_to_register(const Visit& visit) {
  std::vector<std::string> windows;
  for (const core::Window& window : visit.model().windows) {
    if (window.planned) continue;
    const cases::Object object{.site = visit.site.id(),
                               .window = window.id,
                               .windows_above = visit.model().windows_above(window.id),
                               .unit = {},
                               .concerned_unit = {},
                               .restricted = false,
                               .confidential = false};
    if (cases::allowed(visit.staff, "register", object)) windows.push_back(window.id);
  }
  return windows;
}

core::ReportForm intake_form(const Visit& visit, std::string_view channel) {
  core::ReportForm form;
  form.version = visit.site.form().version;
  add_own_fields(form, visit);
  const std::vector<std::string> windows = windows_to_register(visit);
  for (core::FormField field : visit.site.form().fields) {
    if (field.id == "window") keep_own_windows(field, windows);
    if (field.id == "privacy") field.label = visit.texts().get("form.privacy.label_at_counter");
    if (is_unknown(visit, channel, field.id)) {
      field.required = false;
      field.required_for.clear();
    }
    form.fields.push_back(std::move(field));
  }
  if (form.field("confidential") == nullptr)
    form.fields.push_back(own_field(visit, "confidential", FieldType::checkbox, 0, false));
  form.fields.push_back(own_field(visit, "remark", FieldType::text, 2000, false));
  return form;
}

Intake check_intake(const Visit& visit, const core::FormValues& typed) {
  Intake intake;
  intake.form = intake_form(visit, value_of(typed, "channel"));
  intake.checked = core::check_form(intake.form, typed);
  check_received(intake, visit);
  check_assigned_due(intake);
  return intake;
}

}  // namespace handler::desk
