// A clerk at the counter, who fills in the form, reads the check page and registers.
#pragma once

#include "handler/cases/ticket_number.h"
#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {

inline Form with(Form form, const std::string& name, const std::string& value) {
  for (auto& [field, old] : form) {
    if (field != name) continue;
    old = value;
    return form;
  }
  form.emplace_back(name, value);
  return form;
}

inline Form walk_in() {
  return {{"channel", "in_person"},    {"kind", "matter"},        {"window", "main"},
          {"unit", "housing"},         {"matter", "二手房过户"},  {"problem", "跑了三趟没办成"},
          {"reporter_type", "person"}, {"name", "欧阳小满"},      {"phone", "13987654321"},
          {"privacy", "yes"},          {"remark", "带了合同原件"}};
}

inline std::string between(const std::string& page, const std::string& before,
                           const std::string& after) {
  const std::size_t start = page.find(before);
  if (start == std::string::npos) return {};
  const std::size_t end = page.find(after, start + before.size());
  return page.substr(start + before.size(), end - start - before.size());
}

inline std::string token_on(const web::Response& page) {
  return between(page.body, "name=\"token\" value=\"", "\"");
}

inline std::string number_on(const web::Response& page) {
  return between(page.body, "id=\"ticket-number\">", "</p>");
}

class CounterFixture : public ::testing::Test {
 protected:
  web::Response send(Form form, const std::string& step) const {
    form.emplace_back("step", step);
    return house.post("demo/intake", clerk, form);
  }
  web::Response check(const Form& form = walk_in()) const { return send(form, "fill"); }
  web::Response confirm(Form form, const std::string& token) const {
    form.emplace_back("token", token);
    return send(form, "confirm");
  }
  // All steps; returns the receipt.
  web::Response registered(const Form& form = walk_in()) const {
    return confirm(form, token_on(check(form)));
  }
  std::size_t case_count() {
    store::CaseFilter filter;
    filter.site = "demo";
    return house.store().list_cases(filter).value().rows.size();
  }
  core::Result<store::CaseRecord> by_number(const std::string& number) {
    const cases::ParsedNumber parsed = cases::parse_ticket_number(number);
    return house.store().case_by_ticket(
        "demo", cases::ticket_hash(parsed.number, house.services().portal_keys.ticket));
  }

  DeskFixture house;
  std::string clerk = house.enter_as_role(core::Role::front_desk);
};

}  // namespace handler::desk::testing
