// A clerk at the counter, who fills in the form, reads the check page and registers.
#pragma once

#include "handler/cases/ticket_number.h"
#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {

Form with(Form form, const std::string& name, const std::string& value);

Form walk_in();

std::string between(const std::string& page, const std::string& before, const std::string& after);

std::string token_on(const web::Response& page);

std::string number_on(const web::Response& page);

class CounterFixture : public ::testing::Test {
 protected:
  CounterFixture();
  ~CounterFixture() override;

  web::Response send(Form form, const std::string& step) const;
  web::Response check(const Form& form = walk_in()) const;
  web::Response confirm(Form form, const std::string& token) const;
  // All steps; returns the receipt.
  web::Response registered(const Form& form = walk_in()) const;
  std::size_t case_count();
  core::Result<store::CaseRecord> by_number(const std::string& number);

  DeskFixture house;
  std::string clerk = house.enter_as_role(core::Role::front_desk);
};

}  // namespace handler::desk::testing
