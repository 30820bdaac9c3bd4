// Finds or makes the preview of a copy, lists its pages, and hands out its files.
#include "handler/desk/publishing/preview_page.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "core/base/ascii.h"
#include "core/base/files.h"
#include "handler/desk/page.h"
#include "handler/desk/publishing/difference.h"
#include "handler/desk/publishing/editing.h"
#include "handler/desk/publishing/publication_page.h"
#include "handler/publishing/content_files.h"
#include "handler/publishing/page_words.h"
#include "handler/publishing/places.h"
#include "handler/publishing/preview.h"
#include "handler/publishing/publication_plan.h"
#include "handler/view/receipt_data.h"
#include "handler/web/security_headers.h"

namespace handler::desk {
namespace {

using publishing::Preview;
using publishing::PreviewPage;
using publishing::WorkingCopy;

constexpr std::size_t kMostPreviewBytes = 64u << 20;
constexpr int kPreviewRefreshSeconds = 2;
constexpr const char* kPreviews = "previews";  // in the data folder
// Files that a page shows or leads to; scripts are not among them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kContentTypes = {{
    {".html", "text/html; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".gif", "image/gif"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".pdf", "application/pdf"},
    {".woff2", "font/woff2"},
}};

// What is previewed, and the address below which its pages are.
struct Previewed {
  std::optional<WorkingCopy> copy;
  std::string root;  // ".../publishing/preview"
  std::string back;  // the page that led here
  web::Response refusal;
};

Previewed previewed_draft(const Visit& visit) {
  if (!visit.may("publish")) return {.refusal = web::forbidden()};
  core::Result<WorkingCopy> copy = publishing::open_working_copy(
      visit.services.place.content, visit.services.store, visit.user.id, visit.site.id());
  if (!copy) return {.refusal = closed_page(visit, copy.failure())};
  const std::string root = visit.root() + "/publishing";
  return {.copy = *std::move(copy), .root = root + "/preview", .back = root + "/draft"};
}

Previewed previewed_publication(const Visit& visit) {
  const OpenedPublication opened = open_publication(visit);
  if (!opened.open) return {.refusal = opened.refusal};
  const OpenPublication& open = *opened.open;
  if (open.publication.state() != store::PublicationState::waits || open.standing.empty())
    return {.refusal = web::not_found()};
  if (!open.may_preview()) return {.refusal = web::forbidden()};
  WorkingCopy copy = publishing::copy_published(visit.services.place.content, visit.site.id(),
                                                open.standing, open.publication);
  copy.user = visit.user.id;
  const std::string root =
      visit.root() + "/publishing/history/" + std::to_string(open.publication.id);
  return {.copy = std::move(copy), .root = root + "/preview", .back = root};
}

// Nothing is built for a copy that changes nothing.
core::Result<Preview> preview_of(const Visit& visit, const WorkingCopy& copy) {
  if (copy.changes().empty()) return Preview{};
  const health::Place& place = visit.services.place;
  return publishing::make_preview(publishing::places_of(place), place.data / kPreviews, copy,
                                  visit.today());
}

// The words of a page, a line for each part; "" if there is none.
std::string words_in(const std::filesystem::path& page) {
  const core::Result<std::string> html = core::read_file(page, kMostPreviewBytes);
  std::string words = html ? publishing::visible_words(*html) : std::string();
  std::ranges::replace(words, ' ', '\n');
  return words;
}

// What reads differently on the page, with a little around it.
void add_marks(core::TemplateData& data, const Visit& visit, const Preview& preview,
               const PreviewPage& page) {
  const std::filesystem::path standing =
      publishing::places_of(visit.services.place).out / visit.site.id();
  add_difference(data, words_in(standing / page.path), words_in(preview.folder / page.path));
}

// "leaders/index.html" -> "leaders/", as people see it in the address.
std::string page_address(const std::string& path) {
  constexpr std::string_view kIndex = "index.html";
  const bool is_index = path == kIndex || path.ends_with("/index.html");
  return is_index ? path.substr(0, path.size() - kIndex.size()) : path;
}

void add_page(core::TemplateData& row, const Visit& visit, const Previewed& previewed,
              const PreviewPage& page, std::size_t number) {
  const std::string address = page_address(page.path);
  row.set("PREVIEW_NUMBER", std::to_string(number))
      .set("PREVIEW_TITLE", page.title.empty() ? page.path : page.title)
      .show_if(page.is_new, "PREVIEW_IS_NEW")
      .show_if(page.is_gone, "PREVIEW_IS_GONE");
  if (!page.is_gone) row.set_optional("PREVIEW_AFTER", previewed.root + "/after/" + address);
  if (!page.is_new) row.set_optional("PREVIEW_BEFORE", view::site_root(visit.model()) + address);
}

std::string why_not_made(core::FailureCode code) {
  if (code == core::FailureCode::busy) return "busy";
  return code == core::FailureCode::disk_full ? "disk_full" : "not_made";
}

// While another preview is built, the page asks again by itself and holds no worker.
web::Response not_made(const Visit& visit, const Previewed& previewed,
                       const core::Failure& failure) {
  core::TemplateData data;
  const std::string why = why_not_made(failure.code);
  data.set_optional("PREVIEW_NOT_MADE", visit.texts().get("desk.publishing.preview." + why))
      .set("PREVIEW_BACK", previewed.back);
  if (why == "busy") data.set_optional("REFRESH_SECONDS", std::to_string(kPreviewRefreshSeconds));
  return desk_page(visit, 503, "desk/publishing_preview",
                   visit.texts().get("desk.publishing.preview.title"), data);
}

web::Response preview_list_page(const Visit& visit, const Previewed& previewed) {
  if (!previewed.copy) return previewed.refusal;
  const core::Result<Preview> preview = preview_of(visit, *previewed.copy);
  if (!preview) return not_made(visit, previewed, preview.failure());
  core::TemplateData data;
  data.set("PREVIEW_ROOT", previewed.root).set("PREVIEW_BACK", previewed.back);
  data.set_optional("PREVIEW_MISTAKES", preview->mistakes);
  const std::vector<PreviewPage>& pages = preview->pages;
  data.show_if(preview->mistakes.empty() && pages.empty(), "NO_PAGE_DIFFERS")
      .show_if(!pages.empty(), "PAGES_DIFFER");
  std::size_t number = 0;
  for (const PreviewPage& page : pages)
    add_page(data.add("PREVIEW_PAGE"), visit, previewed, page, ++number);
  return desk_page(visit, 200, "desk/publishing_preview",
                   visit.texts().get("desk.publishing.preview.title"), data);
}

web::Response one_page(const Visit& visit, const Previewed& previewed) {
  if (!previewed.copy) return previewed.refusal;
  const core::Result<Preview> preview = preview_of(visit, *previewed.copy);
  if (!preview) return not_made(visit, previewed, preview.failure());
  const std::vector<PreviewPage>& pages = preview->pages;
  const int number = core::number_from_digits(visit.parameters.find("page")->second).value_or(0);
  if (number < 1 || static_cast<std::size_t>(number) > pages.size()) return web::not_found();
  const std::size_t index = static_cast<std::size_t>(number) - 1;
  core::TemplateData data;
  data.set("PREVIEW_ROOT", previewed.root);
  add_page(data, visit, previewed, pages[index], index + 1);
  if (!pages[index].is_new && !pages[index].is_gone)
    add_marks(data.add("MARKS"), visit, *preview, pages[index]);
  if (index > 0) data.set_optional("PREVIEW_PREVIOUS", std::to_string(index));
  if (index + 1 < pages.size()) data.set_optional("PREVIEW_NEXT", std::to_string(index + 2));
  return desk_page(visit, 200, "desk/publishing_preview_page", pages[index].title, data);
}

// The type by the ending; "" if such a file is not shown.
std::string type_of(const std::string& path) {
  for (const auto& [ending, type] : kContentTypes) {
    if (path.ends_with(ending)) return std::string(type);
  }
  return {};
}

// Pages are looked for by all that they depend on; what they show is taken from beside the last
// page, because a page has many. Empty if there is no preview.
core::Result<std::filesystem::path> folder_with(const Visit& visit, const WorkingCopy& copy,
                                                const std::string& type) {
  const bool is_page = type.starts_with("text/html");
  if (!is_page && !copy.changes().empty())
    return publishing::newest_preview(visit.services.place.data / kPreviews, copy)
        .value_or(std::filesystem::path());
  const core::Result<Preview> preview = preview_of(visit, copy);
  if (!preview) return preview.failure();
  return preview->folder;
}

web::Response one_file(const Visit& visit, const Previewed& previewed) {
  if (!previewed.copy) return previewed.refusal;
  std::string path = visit.parameters.find("path")->second;
  if (path.empty() || path.ends_with('/')) path += "index.html";
  const std::string type = type_of(path);
  // An empty segment would make the path an absolute one.
  if (type.empty() || !publishing::is_safe_path(path)) return web::not_found();
  const core::Result<std::filesystem::path> folder = folder_with(visit, *previewed.copy, type);
  if (!folder) return web::unavailable();
  if (folder->empty()) return web::not_found();
  core::Result<std::string> bytes = core::read_file(*folder / path, kMostPreviewBytes);
  if (!bytes) return web::not_found();
  web::Response response;
  response.body = *std::move(bytes);
  response.set_header("Content-Type", type);
  response.set_header("Content-Security-Policy", web::kSandbox);
  return response;
}

}  // namespace

web::Response show_preview(const Visit& visit) {
  return preview_list_page(visit, previewed_draft(visit));
}

web::Response show_preview_page(const Visit& visit) {
  return one_page(visit, previewed_draft(visit));
}

web::Response show_preview_file(const Visit& visit) {
  return one_file(visit, previewed_draft(visit));
}

web::Response show_publication_preview(const Visit& visit) {
  return preview_list_page(visit, previewed_publication(visit));
}

web::Response show_publication_preview_page(const Visit& visit) {
  return one_page(visit, previewed_publication(visit));
}

web::Response show_publication_preview_file(const Visit& visit) {
  return one_file(visit, previewed_publication(visit));
}

}  // namespace handler::desk
