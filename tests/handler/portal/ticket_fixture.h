// The fixture of a reporter who acts on a case from the ticket page, as a browser does.
#pragma once

#include <string>

#include "tests/handler/portal/portal_fixture.h"

namespace handler::portal::testing {

// A reporter with a number, and the case behind it.
class TicketFixture : public ::testing::Test {
 protected:
  // The hidden fields of an action's form on the page.
  static Form form_on(const std::string& page, const std::string& action) {
    const std::string open = "<form id=\"action-" + action + "\"";
    EXPECT_TRUE(says(page, open)) << page;
    return hidden_fields(between(page, open, "</form>"));
  }
  static bool offers(const std::string& page, const std::string& action) {
    return says(page, "<form id=\"action-" + action + "\"");
  }
  std::string page() const { return citizen.look_up(number).body; }
  Form form(const std::string& action) const { return form_on(page(), action); }
  web::Response send(const std::string& action, const Form& filled) const {
    return citizen.post("demo/ticket/" + action, filled);
  }
  // Acts from a new page, with one field filled in.
  web::Response act(const std::string& action, const std::string& field = "",
                    const std::string& value = "") const {
    return send(action, field.empty() ? form(action) : with(form(action), field, value));
  }

  std::size_t event_count() { return hall.record(1).events().size(); }
  const cases::Event& last_event() {
    record_ = hall.record(1);
    return record_.events().back();
  }
  // The sealed text that the last event refers to.
  std::string sealed_text(const std::string& field) {
    const store::Part& part = record_.parts.at(last_event().data.at(field).at("part"));
    EXPECT_TRUE(part.sealed);
    EXPECT_FALSE(part.for_reporter);
    return hall.opened(part);
  }

  void dispatch() {
    hall.accept(1);
    hall.act(1, "dispatch", {{"unit", "housing"}});
  }
  void close() {
    dispatch();
    hall.act(1, "reply", {{"outcome", "resolved"}, {"reply", "已经办好"}});
    hall.act(1, "feed_back", {{"reply", "请来领取"}, {"channel", "written"}});
    hall.act(1, "close", {{"cause", "other"}});
  }
  void ask_materials() {
    dispatch();
    hall.act(1, "ask_materials", {{"list", "请带购房合同"}});
  }

  HandlerFixture hall;
  PortalFixture citizen{hall};
  std::string number = number_on(citizen.report());

 private:
  store::CaseRecord record_;
};

}  // namespace handler::portal::testing
