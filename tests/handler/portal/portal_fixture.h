// A citizen at the portal: sends forms as a browser does, with the hidden fields of the previous
// page.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "handler/portal/routes.h"
#include "handler/web/guard.h"
#include "tests/handler/handler_fixture.h"
#include "tests/support/multipart_body.h"
#include "tests/support/page_reader.h"

namespace handler::portal::testing {

using handler::testing::HandlerFixture;
using handler::testing::reads;
using handler::testing::says;
using Form = std::vector<std::pair<std::string, std::string>>;

// Replaces the value of a field, or adds the field.
Form with(Form form, const std::string& name, const std::string& value);

// A valid report.
Form good_answers();

std::string unescaped(std::string text);

// The text between `before` and `after`, or "".
std::string between(const std::string& page, const std::string& before, const std::string& after);

// The hidden fields of a page, as a browser sends them back.
Form hidden_fields(const std::string& page);

std::string value_of(const Form& form, const std::string& name);

std::string number_on(const web::Response& receipt);

class PortalFixture {
 public:
  explicit PortalFixture(HandlerFixture& hall);
  ~PortalFixture();

  std::string address = "203.0.113.77";
  std::string host = "localhost:8080";

  web::Response get(const std::string& path) const;
  web::Response post(const std::string& path, const Form& form) const;
  // The same as a form with files.
  web::Response post(const std::string& path, const Form& form,
                     const std::vector<tests::FormPart>& files) const;
  web::Response send(const Form& form, const std::string& step,
                     const std::string& site = "demo") const;
  // The check page, made two seconds before the current time.
  Form checked(const Form& answers = good_answers(), const std::string& site = "demo") const;
  web::Response confirm(const Form& hidden, const std::string& site = "demo") const;
  web::Response report(const Form& answers = good_answers(),
                       const std::string& site = "demo") const;
  web::Response look_up(const std::string& number, const std::string& site = "demo") const;

 private:
  web::Request request(const std::string& method, const std::string& path) const;
  web::Response handle(const web::Request& made) const;

  HandlerFixture& hall_;
  web::Router router_;
};

}  // namespace handler::portal::testing
