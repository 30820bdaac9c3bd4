// Lists the files of a case for its reporter, and answers with one.
#include "handler/portal/ticket_files.h"

#include <algorithm>
#include <utility>

#include "core/base/text.h"
#include "handler/cases/actions/file_access.h"
#include "handler/cases/actions/sent_files.h"
#include "handler/portal/number_guard.h"
#include "handler/portal/ticket.h"
#include "handler/view/file_answer.h"
#include "handler/view/file_words.h"

namespace handler::portal {
namespace {

constexpr std::size_t kLongestNumber = 100;

// As the "action" of a look-up that must wait: it is sent to the same path again.
constexpr std::string_view kThisForm = "file";

void add_own(core::TemplateData& data, const core::Texts& texts, const Ticket& ticket,
             const cases::CaseFile& file, int year) {
  data.add("SENT_FILE")
      .set("SENT_FILE_WHAT", view::file_choice(texts, file, ticket.record.events(), year))
      .show_if(file.withdrawn, "SENT_FILE_WITHDRAWN")
      .show_if(file.destroyed && !file.withdrawn, "SENT_FILE_DESTROYED");
}

void add_of_office(core::TemplateData& data, const core::Texts& texts, const Ticket& ticket,
                   const cases::CaseFile& file, int year) {
  data.add("OFFICE_FILE")
      .set("OFFICE_FILE_NAME", cases::name_of(file))
      .set("OFFICE_FILE_WHAT", view::file_choice(texts, file, ticket.record.events(), year))
      .show_if(file.is_picture(), "OFFICE_FILE_SHOWN")
      .show_if(!file.is_picture(), "OFFICE_FILE_SAVED");
}

// Only a file of this very case, whatever other cases have under that name.
const cases::CaseFile* seen_file(const Ticket& ticket, std::string_view name) {
  const auto found = std::ranges::find_if(ticket.folded.files, [&](const cases::CaseFile& file) {
    return cases::reporter_sees(file) && cases::name_of(file) == name;
  });
  return found == ticket.folded.files.end() ? nullptr : &*found;
}

web::Response answer_with_file(const view::Services& services, const Ticket& ticket,
                               std::string_view name) {
  const cases::CaseFile* file = seen_file(ticket, name);
  if (file == nullptr) return web::not_found();
  core::Result<web::Response> opened =
      view::file_answer(services, ticket.record, *file, /*keys=*/nullptr);
  if (opened) return std::move(*opened);
  return opened.failure().code == core::FailureCode::not_found ? web::not_found()
                                                               : web::unavailable();
}

web::Response answer_with_file(const view::Services& services, const view::LiveSite& site,
                               const web::Request& request, const std::string& typed,
                               LookedUp found, std::string_view name) {
  if (!found.record) return number_page(services, site, request, typed, found);
  const std::optional<Ticket> ticket =
      open_ticket(services, site, found.number, std::move(*found.record));
  return ticket ? answer_with_file(services, *ticket, name) : web::unavailable();
}

}  // namespace

void add_ticket_files(core::TemplateData& data, const core::Texts& texts, const Ticket& ticket,
                      int year, bool can_take_back) {
  for (const cases::CaseFile& file : ticket.folded.files) {
    if (file.of == cases::FileOf::reporter) add_own(data, texts, ticket, file, year);
    if (cases::reporter_sees(file)) add_of_office(data, texts, ticket, file, year);
  }
  data.show_if(data.has_items("SENT_FILE"), "HAS_SENT_FILES")
      .show_if(data.has_items("OFFICE_FILE"), "HAS_OFFICE_FILES")
      .show_if(can_take_back, "CAN_TAKE_BACK");
}

web::Response show_file(view::Services& services, const view::LiveSite& site,
                        const web::Request& request) {
  const std::optional<web::Fields> fields = web::form_fields(request);
  if (!fields) return web::bad_request();
  const std::string typed = core::shortened(fields->get("number"), kLongestNumber);
  LookedUp found = look_up_number(services, site, request, typed, fields->get(kWaitField));
  if (!found.wait_token.empty())
    return wait_page(services, site, request, *fields, kThisForm, found);
  const std::chrono::milliseconds hold_for = found.hold_for;
  web::Response response =
      answer_with_file(services, site, request, typed, std::move(found), fields->get("file"));
  response.hold_for = hold_for;
  return response;
}

}  // namespace handler::portal
