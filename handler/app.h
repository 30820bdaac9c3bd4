// The application: dispatches each request to a route of portal or desk, on every transport.
#pragma once

#include <chrono>
#include <string>

#include "handler/casework/services.h"
#include "handler/log.h"
#include "handler/readiness.h"
#include "handler/view/failure_pages.h"
#include "handler/web/application.h"
#include "handler/web/guard.h"
#include "handler/web/router.h"

namespace handler {

struct AppOptions {
  web::Side side = web::Side::both;  // which routes exist: --role portal | desk | both
  // How long a monitor waits for the checks; 0 in a process for one request.
  std::chrono::milliseconds health_bound{2000};
};

// Answers every request below the services' prefix; other paths are not found. Thread-safe. Never
// throws: an internal failure becomes a 500 page that shows only an incident number.
class App : public web::Application {
 public:
  App(view::Services& services, Log& log, const view::FailurePages& failures,
      const AppOptions& options);

  web::Response handle(const web::Request& request) override;
  std::string refusal_page(int status) override { return failures_.page(status); }
  std::string files_refused_page(core::FilesRefused why) override { return failures_.page(why); }
  bool takes_upload(std::string_view method, const std::string& path) override;
  web::UploadSender upload_sender(const web::Request& head, const web::Fields& texts) override;

  const web::Router& router() const { return router_; }

 private:
  // What the log tells of a request.
  struct Course {
    std::string route = "none";
    web::Refusal refusal;
  };

  bool uses_tls() const;
  web::Response answer_and_log(const web::Request& request);
  web::Response answer(const web::Request& request, Course& course);
  void log(const web::Request& request, const Course& course, int status,
           std::chrono::steady_clock::time_point began);
  web::Response failure_page(int status, const std::string& incident = {}) const;
  web::Response incident(const web::Request& request, const std::string& what);

  view::Services& services_;
  Log& log_;
  const view::FailurePages& failures_;
  Readiness readiness_;
  web::Router router_;
};

}  // namespace handler
