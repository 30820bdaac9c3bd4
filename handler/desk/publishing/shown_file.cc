// Finds the bytes in a draft, in the folder or in a publication, and hands them out.
#include "handler/desk/publishing/shown_file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "core/reading/size_words.h"
#include "core/site/folder_view.h"
#include "handler/desk/publishing/publication_page.h"
#include "handler/publishing/files/site_file.h"
#include "handler/web/security_headers.h"

namespace handler::desk {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kPictureTypes = {{
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".png", "image/png"},
    {".webp", "image/webp"},
    {".gif", "image/gif"},
}};

// "" for what is no picture.
std::string picture_type(const std::string& name) {
  for (const auto& [ending, type] : kPictureTypes)
    if (name.ends_with(ending)) return std::string(type);
  return {};
}

// What is no picture is saved and not opened: a viewer may run what a PDF holds.
web::Response inert_file(const std::string& name, std::string bytes) {
  const std::string type = picture_type(name);
  web::Response response;
  response.body = std::move(bytes);
  response.set_header("Content-Type", type.empty() ? "application/octet-stream" : type);
  response.set_header("Content-Security-Policy", web::kSandbox);
  if (type.empty())
    response.set_header("Content-Disposition", "attachment; filename=\"" + name + "\"");
  return response;
}

// Of the site's files only names that need no quoting; nothing for other names.
std::optional<std::string> path_in(const Visit& visit) {
  const std::string& name = visit.parameters.find("file")->second;
  const auto is_good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  };
  const std::string path = publishing::path_of_site_file(name);
  if (!std::ranges::all_of(name, is_good) || !publishing::is_site_file(path)) return std::nullopt;
  return path;
}

web::Response file_or_not_found(const std::string& path, const std::optional<std::string>& bytes) {
  return bytes ? inert_file(publishing::name_of_site_file(path), *bytes) : web::not_found();
}

web::Response standing_site_file(const Visit& visit, const std::string& path) {
  const core::FolderView view{visit.services.place.content / "sites" / visit.site.id()};
  core::Result<std::string> bytes = view.text(path, publishing::kMostSiteFileBytes);
  return file_or_not_found(path, bytes ? std::optional(*std::move(bytes)) : std::nullopt);
}

}  // namespace

web::Response show_draft_site_file(const Visit& visit) {
  if (!visit.may("publish")) return web::forbidden();
  const std::optional<std::string> path = path_in(visit);
  if (!path) return web::not_found();
  const core::Result<store::Draft> draft =
      visit.services.store.draft(visit.user.id, visit.site.id());
  if (!draft) return web::unavailable();
  const auto found = std::ranges::find(draft->files, *path, &store::DraftFile::path);
  return found == draft->files.end() ? standing_site_file(visit, *path)
                                     : file_or_not_found(*path, found->text);
}

web::Response show_published_site_file(const Visit& visit) {
  const OpenedPublication opened = open_publication(visit);
  if (!opened.open) return opened.refusal;
  const std::optional<std::string> path = path_in(visit);
  const std::string& side = visit.parameters.find("side")->second;
  const auto& files = opened.open->publication.files;
  const auto found =
      path ? std::ranges::find(files, *path, &store::PublishedFile::path) : files.end();
  if (found == files.end() || (side != "before" && side != "after")) return web::not_found();
  return file_or_not_found(*path, side == "before" ? found->before : found->after);
}

void add_view(core::TemplateData& data, const Visit& visit, const std::string& words,
              const std::string& name, const std::string& address, std::size_t bytes) {
  const bool is_picture = !picture_type(name).empty();
  data.add("VIEW")
      .set_optional("VIEW_WORDS", words)
      .set("VIEW_NAME", name)
      .set("VIEW_ADDRESS", address)
      .set("VIEW_SIZE", core::size_in_words(visit.texts(), bytes))
      .show_if(is_picture, "VIEW_IS_PICTURE")
      .show_if(!is_picture, "VIEW_IS_PAPER");
}

}  // namespace handler::desk
