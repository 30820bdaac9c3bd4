// Takes as many files as the draft has room for, and says why the others are not taken.
#include "handler/desk/articles/site_upload.h"

#include <optional>
#include <utility>
#include <variant>

#include "handler/files/cleaning.h"
#include "handler/publishing/files/site_file.h"
#include "handler/web/upload.h"

namespace handler::desk {
namespace {

constexpr const char* kField = "files";

// Every name that stands, that the draft has or removes, or that a publication is on its way with.
core::Result<std::set<std::string>> taken_names(const Editing& editing) {
  std::set<std::string> taken;
  for (const auto& [name, bytes] : editing.site().publications.files) taken.insert(name);
  const auto add = [&](const std::string& path) {
    if (publishing::is_site_file(path)) taken.insert(publishing::name_of_site_file(path));
  };
  for (const auto& [path, bytes] : editing.copy.changes()) add(path);
  const auto open = editing.visit.services.store.open_publications(editing.visit.site.id());
  if (!open) return open.failure();
  for (const store::Publication& one : *open) {
    for (const store::PublishedFile& file : one.files) add(file.path);
  }
  return taken;
}

class Taking {
 public:
  Taking(const Editing& editing, std::set<std::string> taken)
      : editing_(editing), taken_(std::move(taken)) {
    for (const auto& [path, bytes] : editing.copy.changes()) {
      if (publishing::is_site_file(path) && bytes) count(*bytes);
    }
  }

  void take(const std::string& sent, const std::string& bytes) {
    auto looked_at = files::clean(bytes, editing_.visit.services.place.files);
    if (const auto* why = std::get_if<files::Unfit>(&looked_at))
      return refuse(sent, "unfit." + std::string(files::name_of(*why)));
    auto& clean = std::get<files::CleanFile>(looked_at);
    if (const auto same = same_file(clean.bytes)) return tell_of(sent, *same);
    if (count_ >= kMostFilesOfDraft || bytes_ + clean.bytes.size() > kMostBytesOfDraft)
      return refuse(sent, "no_room");
    const std::string name =
        publishing::name_for_upload(sent, clean.type, editing_.visit.today(), taken_);
    taken_.insert(name);
    count(clean.bytes);
    upload_.files[publishing::path_of_site_file(name)] = std::move(clean.bytes);
  }

  TakenUpload result() { return std::move(upload_); }

 private:
  void count(const std::string& bytes) {
    ++count_;
    bytes_ += bytes.size();
  }

  // The name of the file that has these bytes, of the site, the draft or this upload.
  std::optional<std::string> same_file(const std::string& bytes) const {
    for (const auto& [name, there] : editing_.site().publications.files)
      if (there == bytes) return name;
    for (const auto& [path, there] : upload_.files)
      if (there == bytes) return publishing::name_of_site_file(path);
    return std::nullopt;
  }

  std::string named(const std::string& sent) const {
    return sent.empty() ? editing_.visit.texts().get("desk.publishing.files.unnamed") : sent;
  }

  void tell_of(const std::string& sent, const std::string& same) {
    upload_.already_there.push_back(editing_.visit.texts().format(
        "desk.publishing.files.already_there", {{"name", named(sent)}, {"file", same}}));
  }

  void refuse(const std::string& sent, const std::string& why) {
    const core::Texts& texts = editing_.visit.texts();
    upload_.mistakes.push_back(
        {kField, texts.format(
                     "desk.publishing.files.refused",
                     {{"name", named(sent)}, {"why", texts.get("desk.publishing.files." + why)}})});
  }

  const Editing& editing_;
  std::set<std::string> taken_;
  std::size_t count_ = 0;  // of the draft's files with those that were taken
  std::size_t bytes_ = 0;
  TakenUpload upload_;
};

}  // namespace

core::Result<TakenUpload> take_upload(const Editing& editing) {
  core::Result<std::set<std::string>> taken = taken_names(editing);
  if (!taken) return taken.failure();
  Taking taking(editing, *std::move(taken));
  const auto& upload = editing.visit.request.upload;
  bool has_files = false;
  for (std::size_t i = 0; upload && i < upload->files().size(); ++i) {
    const web::UploadedFile& file = upload->files()[i];
    if (file.field != kField) continue;
    has_files = true;
    const core::Result<std::string> bytes = upload->read(i);
    if (!bytes) return bytes.failure();
    taking.take(file.name, *bytes);
  }
  TakenUpload result = taking.result();
  if (!has_files)
    result.mistakes.push_back(
        {kField, editing.visit.texts().get("desk.publishing.files.none_chosen")});
  return result;
}

}  // namespace handler::desk
