// Asks file_access() before anything of a file is told, and records looks at the reporter's files.
#include "handler/desk/casework/shown_files.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "core/base/ascii.h"
#include "handler/cases/actions/file_access.h"
#include "handler/cases/actions/sent_files.h"
#include "handler/desk/page.h"
#include "handler/store/cases/file_contents.h"
#include "handler/view/file_answer.h"
#include "handler/view/file_words.h"

namespace handler::desk {
namespace {

using cases::CaseFile;
using cases::FileAccess;

FileAccess access_to(const Visit& visit, const OpenCase& open, const CaseFile& file) {
  return cases::file_access(visit.staff, open.object, open.folded, file);
}

std::string file_address(const OpenCase& open, const CaseFile& file) {
  return "/cases/" + std::to_string(open.folded.id) + "/files/" + std::to_string(file.seq) + "/" +
         file.field;
}

std::string list_of(const Visit& visit, const OpenCase& open) {
  return visit.root() + "/cases/" + std::to_string(open.folded.id) + "#files-heading";
}

bool is_of_reporter(const CaseFile& file) {
  return file.of == cases::FileOf::reporter;
}

// -- the list

// "反映人", "住建局", "前台".
std::string whose(const Visit& visit, const CaseFile& file) {
  if (is_of_reporter(file)) return visit.texts().get("desk.actor.reporter");
  if (!file.by.unit.empty()) return core::unit_name(visit.model(), file.by.unit);
  return file.by.role ? role_name(visit, *file.by.role) : std::string();
}

// The text key of why the file cannot be seen; nullptr: nothing is told of it.
const char* why_not_seen(const OpenCase& open, const CaseFile& file, FileAccess access) {
  const bool was_kept_from =
      open.shielded && cases::is_from_restricted_time(open.folded, file.seq, file.field);
  if (was_kept_from) return nullptr;
  if (file.withdrawn) return "desk.files.withdrawn";
  if (file.destroyed) return "desk.files.destroyed";
  return access == FileAccess::held ? "desk.files.held" : nullptr;
}

void add_case_file(core::TemplateData& data, const Visit& visit, const OpenCase& open,
                   const CaseFile& file) {
  const FileAccess access = access_to(visit, open, file);
  const bool sees = access == FileAccess::see;
  const char* const state = sees ? nullptr : why_not_seen(open, file, access);
  if (!sees && state == nullptr) return;
  const core::Texts& texts = visit.texts();
  core::TemplateData& entry = data.add("FILE");
  entry.set("FILE_ID", std::to_string(file.seq) + "-" + file.field)
      .set("FILE_WORDS", view::file_choice(texts, file, open.record.events(), visit.year()))
      .set("FILE_WHOSE", whose(visit, file));
  if (!sees) {
    entry.set_optional("FILE_STATE", texts.get(state));
    return;
  }
  entry.set_optional("FILE_NAME", name_of_file(visit, open, file))
      .set("FILE_ADDRESS", file_address(open, file))
      .set("FILE_LOOK", texts.get(file.is_picture() ? "desk.files.see" : "desk.files.save"))
      .show_if(is_of_reporter(file), "FILE_ASKS")
      .show_if(!is_of_reporter(file), "FILE_LINK");
}

// -- one file

struct OpenedFile {
  std::optional<OpenCase> open;
  const CaseFile* file = nullptr;  // of `open`
  web::Response refusal = {};
};

const CaseFile* file_in_path(const Visit& visit, const OpenCase& open) {
  const std::string name =
      visit.parameters.find("seq")->second + "." + visit.parameters.find("field")->second;
  const auto found = std::ranges::find_if(
      open.folded.files, [&](const CaseFile& file) { return cases::name_of(file) == name; });
  return found == open.folded.files.end() ? nullptr : &*found;
}

OpenedFile open_file(const Visit& visit) {
  OpenedCase opened = open_case(visit);
  if (!opened.open) return {std::nullopt, nullptr, std::move(opened.refusal)};
  OpenedFile found{std::move(opened.open)};
  found.file = file_in_path(visit, *found.open);
  if (found.file == nullptr || access_to(visit, *found.open, *found.file) != FileAccess::see)
    return {std::nullopt, nullptr, web::not_found()};
  return found;
}

// -- looks

bool looked_today(const Visit& visit, const OpenCase& open, const CaseFile& file) {
  return std::ranges::any_of(open.record.events(), [&](const cases::Event& event) {
    return event.type == cases::EventType::identity_viewed && event.actor.user == visit.user.id &&
           cases::text_in(event.data, cases::kLookedFile) == cases::name_of(file) &&
           core::day_of(event.noted_at()) == visit.today();
  });
}

core::Status record_file_look(const Visit& visit, const OpenCase& open, const CaseFile& file) {
  // Those who see a released file need not see who reported.
  std::optional<cases::Grant> grant = cases::allowed(visit.staff, "see_identity", open.object);
  if (!grant) grant = cases::allowed(visit.staff, "see", open.object);
  if (!grant) return core::Failure{core::FailureCode::refused, "no right to see the case"};
  cases::PlannedEvent looked{.type = cases::EventType::identity_viewed};
  looked.data[std::string(cases::kLookedFile)] = cases::name_of(file);
  const core::Result<store::CaseRecord> after =
      view::record(visit.services, visit.site, open, {visit.acting(*grant)}, {looked});
  return after ? core::success() : core::Status(after.failure());
}

}  // namespace

std::string name_of_file(const Visit& visit, const OpenCase& open, const CaseFile& file) {
  if (is_of_reporter(file) && !cases::allowed(visit.staff, "see_identity", open.object)) return {};
  const auto part = open.record.parts.find(file.part);
  if (part == open.record.parts.end()) return {};
  const core::Result<store::FileInfo> info = store::file_info_of(part->second, &visit.keys().seal);
  return info ? info->name : std::string();
}

void add_files(core::TemplateData& data, const Visit& visit, const OpenCase& open) {
  for (const CaseFile& file : open.folded.files) add_case_file(data, visit, open, file);
  data.show_if(data.has_items("FILE"), "HAS_FILES")
      .show_if(visit.services.place.files.clamd.empty(), "FILES_NOT_SCANNED");
}

web::Response show_file(const Visit& visit) {
  const OpenedFile opened = open_file(visit);
  if (!opened.open) return opened.refusal;
  const OpenCase& open = *opened.open;
  if (is_of_reporter(*opened.file) && !looked_today(visit, open, *opened.file))
    return web::see_other(list_of(visit, open));
  core::Result<web::Response> answer =
      view::file_answer(visit.services, open.record, *opened.file, &visit.keys().seal);
  if (answer) {
    const std::string name = name_of_file(visit, open, *opened.file);
    answer->set_header("Content-Disposition", view::content_disposition(opened.file->type, name));
    return std::move(*answer);
  }
  // Destroyed since the case was read.
  return answer.failure().code == core::FailureCode::not_found ? web::not_found()
                                                               : web::unavailable();
}

web::Response look_at_file(const Visit& visit) {
  const OpenedFile opened = open_file(visit);
  if (!opened.open) return opened.refusal;
  const OpenCase& open = *opened.open;
  if (is_of_reporter(*opened.file) && !looked_today(visit, open, *opened.file)) {
    if (const core::Status recorded = record_file_look(visit, open, *opened.file); !recorded) {
      // Another event came in between: the list asks again.
      return recorded.failure().code == core::FailureCode::conflict
                 ? web::see_other(list_of(visit, open))
                 : not_kept_page(visit, recorded.failure());
    }
  }
  return web::see_other(visit.root() + file_address(open, *opened.file));
}

}  // namespace handler::desk
