// Fills in the form at the counter.
#include "tests/handler/desk/counter_fixture.h"

#include "handler/cases/typed_ticket_number.h"

namespace handler::desk::testing {

Form with(Form form, const std::string& name, const std::string& value) {
  for (auto& [field, old] : form) {
    if (field != name) continue;
    old = value;
    return form;
  }
  form.emplace_back(name, value);
  return form;
}

Form walk_in() {
  return {{"channel", "in_person"},    {"kind", "matter"},        {"window", "main"},
          {"unit", "housing"},         {"matter", "二手房过户"},  {"problem", "跑了三趟没办成"},
          {"reporter_type", "person"}, {"name", "欧阳小满"},      {"phone", "13987654321"},
          {"privacy", "yes"},          {"remark", "带了合同原件"}};
}

std::string between(const std::string& page, const std::string& before, const std::string& after) {
  const std::size_t start = page.find(before);
  if (start == std::string::npos) return {};
  const std::size_t end = page.find(after, start + before.size());
  return page.substr(start + before.size(), end - start - before.size());
}

std::string token_on(const web::Response& page) {
  return between(page.body, "name=\"token\" value=\"", "\"");
}

std::string number_on(const web::Response& page) {
  return between(page.body, "id=\"ticket-number\">", "</p>");
}

CounterFixture::CounterFixture() = default;
CounterFixture::~CounterFixture() = default;

web::Response CounterFixture::send(Form form, const std::string& step) const {
  form.emplace_back("step", step);
  return house.post("demo/intake", clerk, form);
}

web::Response CounterFixture::check(const Form& form) const {
  return send(form, "fill");
}

web::Response CounterFixture::confirm(Form form, const std::string& token) const {
  form.emplace_back("token", token);
  return send(form, "confirm");
}

web::Response CounterFixture::registered(const Form& form) const {
  return confirm(form, token_on(check(form)));
}

std::size_t CounterFixture::case_count() {
  store::CaseFilter filter;
  filter.site = "demo";
  return house.store().list_cases(filter).value().rows.size();
}

core::Result<store::CaseRecord> CounterFixture::by_number(const std::string& number) {
  const cases::ParsedNumber parsed = cases::parse_ticket_number(number);
  return house.store().case_by_ticket(
      "demo", cases::ticket_hash(parsed.number, house.services().portal_keys.ticket));
}

}  // namespace handler::desk::testing
