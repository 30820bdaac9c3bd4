// Lists what the draft brings and what is not used, and keeps what is uploaded.
#include "handler/desk/articles/files_page.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/base/contains.h"
#include "core/page/markdown_checks.h"
#include "handler/desk/articles/item_form.h"
#include "handler/desk/articles/site_upload.h"
#include "handler/desk/page.h"
#include "handler/desk/publishing/shown_file.h"
#include "handler/desk/publishing/typed_values.h"
#include "handler/publishing/files/file_check.h"
#include "handler/publishing/files/site_file.h"

namespace handler::desk {
namespace {

constexpr const char* kBack = "/files";

bool is_of_portal(const Editing& editing, const std::string& name) {
  const core::SiteIdentity& identity = editing.site().identity;
  for (const core::PortalPart* part : {&identity.portal_header, &identity.portal_footer}) {
    for (const core::PortalAddress& one : part->addresses) {
      if (core::file_of_address(one.address) == name) return true;
    }
  }
  return false;
}

bool is_used(const Editing& editing, const std::string& name) {
  return publishing::is_named(editing.copy.edited, name) || is_of_portal(editing, name);
}

bool is_of_draft(const Editing& editing, const std::string& name) {
  return core::contains(editing.copy.draft.files, publishing::path_of_site_file(name),
                        &store::DraftFile::path);
}

void add_files(core::TemplateData& data, const Editing& editing) {
  const Visit& visit = editing.visit;
  for (const auto& [name, bytes] : editing.site().publications.files) {
    const bool is_new = is_of_draft(editing, name);
    const bool has_use = is_used(editing, name);
    if (!is_new && has_use) continue;
    core::TemplateData& row = data.show(is_new ? "HAS_NEW_FILES" : "HAS_UNUSED_FILES")
                                  .add(is_new ? "NEW_FILE" : "UNUSED_FILE");
    row.set("SITE_FILE", name).show_if(!has_use, "FILE_NOT_USED");
    add_view(row, visit, "", name, editing.root() + "/draft/files/" + name, bytes.size());
  }
}

web::Response files_page(const Editing& editing, int status,
                         const std::vector<FormMistake>& mistakes,
                         const std::vector<std::string>& already_there = {}) {
  core::TemplateData data;
  for (const std::string& sentence : already_there)
    data.show("HAS_ALREADY_THERE").add("ALREADY_THERE").set("ALREADY_THERE_TEXT", sentence);
  const auto found = std::ranges::find(mistakes, std::string("files"), &FormMistake::field);
  if (found != mistakes.end()) data.set_optional("UPLOAD_MISTAKE", found->sentence);
  data.show("MAY_UPLOAD");
  add_files(data, editing);
  add_problems(data, mistakes);
  add_kept_notice(data, editing);
  return desk_page(editing.visit, status, "desk/publishing_files",
                   editing.visit.texts().get("desk.publishing.files.title"), data);
}

bool has_remarks(const TakenUpload& taken) {
  return !taken.mistakes.empty() || !taken.already_there.empty();
}

web::Response page_about(const Editing& editing, const TakenUpload& taken) {
  return files_page(editing, taken.mistakes.empty() ? 200 : 422, taken.mistakes,
                    taken.already_there);
}

ShowAgain shows_again(const Editing& editing) {
  return [&editing](const EditProblem& problem) {
    return files_page(editing, problem.status, as_mistakes(problem.sentences));
  };
}

std::string sentence_about(const Visit& visit, const std::string& key, const std::string& name) {
  return visit.texts().format("desk.publishing.files." + key, {{"file", name}});
}

// Why a file stays; "" if it may go. What the publisher would not write once more could not be put
// back, so it is left to people with access to the folder.
std::string why_it_stays(const Editing& editing, const std::string& name) {
  const Visit& visit = editing.visit;
  if (is_used(editing, name)) return sentence_about(visit, "in_use", name);
  if (is_of_draft(editing, name)) return {};
  const std::string& bytes = editing.site().publications.files.at(name);
  const auto verdict = publishing::check_site_file(name, bytes, visit.services.place.files);
  return verdict == publishing::FileVerdict::fit ? "" : sentence_about(visit, "not_ours", name);
}

}  // namespace

void add_upload_form(core::TemplateData& data) {
  data.show("MAY_UPLOAD").show("UPLOAD_ASIDE");
}

web::Response show_site_files(const Visit& visit) {
  const OpenedEditing opened = open_item_editing(visit);
  return opened.editing ? files_page(*opened.editing, 200, {}) : opened.refusal;
}

web::Response receive_site_files(const Visit& visit) {
  const OpenedEditing opened = open_item_editing(visit);
  if (!opened.editing) return opened.refusal;
  const Editing& editing = *opened.editing;
  const core::Result<TakenUpload> taken = take_upload(editing);
  if (!taken) return web::unavailable();
  if (taken->files.empty()) return page_about(editing, *taken);
  web::Response kept = keep_edit(
      editing, [&](const core::FolderTexts&) { return taken->files; }, editing.root() + kBack,
      shows_again(editing));
  if (kept.status != 303 || !has_remarks(*taken)) return kept;
  const OpenedEditing now = open_item_editing(visit);
  return now.editing ? page_about(*now.editing, *taken) : now.refusal;
}

web::Response remove_site_file(const Visit& visit) {
  OpenedEditing opened = open_item_editing(visit);
  if (!opened.editing) return opened.refusal;
  Editing& editing = *opened.editing;
  const std::string name = typed_line(visit, "file");
  if (!editing.site().publications.files.contains(name))
    return shows_again(editing)(outdated(visit));
  if (const std::string why = why_it_stays(editing, name); !why.empty())
    return files_page(editing, 422, as_mistakes({why}));
  const std::string path = publishing::path_of_site_file(name);
  if (!publishing::take_up_site_file(editing.copy, path)) return web::unavailable();
  return keep_edit(
      editing,
      [&](const core::FolderTexts&) {
        return core::FileChanges{{path, std::nullopt}};
      },
      editing.root() + kBack, shows_again(editing));
}

}  // namespace handler::desk
