// The fixture of a reporter who acts on a case from the ticket page, as a browser does.
#pragma once

#include <string>

#include "tests/handler/portal/portal_fixture.h"

namespace handler::portal::testing {

// A reporter with a number, and the case behind it.
class TicketFixture : public ::testing::Test {
 protected:
  TicketFixture();
  ~TicketFixture() override;

  // The hidden fields of an action's form on the page.
  static Form form_on(const std::string& page, const std::string& action);
  static bool offers(const std::string& page, const std::string& action);
  // What stands in a field of an action's form on the page.
  static std::string kept(const std::string& page, const std::string& action,
                          const std::string& field);
  std::string page() const;
  Form form(const std::string& action) const;
  // The form of an action that asks twice, as its second page sends it.
  Form confirmed(const std::string& action) const;
  web::Response send(const std::string& action, const Form& filled) const;
  // Acts from a new page, with one field filled in.
  web::Response act(const std::string& action, const std::string& field = "",
                    const std::string& value = "") const;

  std::size_t event_count();
  const cases::Event& last_event();
  // The sealed text that the last event refers to.
  std::string sealed_text(const std::string& field);

  // Records a picture with an added text as the portal does, or as staff do. Its bytes are missing.
  void add_picture(cases::Actor::Kind by, const std::string& sealed_for);

  void dispatch();
  void close();
  void ask_materials();

  HandlerFixture hall;
  PortalFixture citizen{hall};
  std::string number = number_on(citizen.report());

 private:
  store::CaseRecord record_;
};

}  // namespace handler::portal::testing
