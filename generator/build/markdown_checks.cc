// Checks the links and images in articles, documents and the portal's head and foot, with positions
// in their files.
#include "generator/build/markdown_checks.h"

#include "core/base/text.h"
#include "core/input/source_text.h"
#include "core/page/markdown.h"
#include "core/reading/ids.h"

namespace generator {
namespace {

using core::MarkdownLink;

constexpr std::string_view kFiles = "files/";

struct Text {
  std::string shown;  // the file's name in messages
  const std::string& body;
  int first_line = 1;
};

core::Span place_of(const Text& text, const std::string& words) {
  const core::SourceText source(text.shown, text.body);
  const std::size_t at = text.body.find(words);
  if (words.empty() || at == std::string::npos) return {text.shown};
  core::Span span = source.span(at, at + words.size());
  span.line += text.first_line - 1;
  return span;
}

void check_file(const core::Site& site, const Text& text, const MarkdownLink& link,
                core::Diagnostics& diagnostics) {
  if (!link.address.starts_with(kFiles)) return;
  const std::string name = link.address.substr(kFiles.size());
  if (site.publications.files.contains(name)) return;
  std::vector<std::string> names;
  for (const auto& [known, bytes] : site.publications.files) names.push_back(known);
  diagnostics.error(place_of(text, link.address), "article.unknown-file",
                    core::say("there is no 'files/{name}'", {{"name", core::shortened(name, 40)}}),
                    core::hint_among(name, core::term("files"), names));
}

void check_text(const core::Site& site, const Text& text, core::Diagnostics& diagnostics) {
  for (const MarkdownLink& link : core::markdown_links(text.body)) {
    if (!core::is_linkable(link.address)) {
      diagnostics.error(
          place_of(text, link.address), "article.address",
          core::say("'{address}' cannot be linked",
                    {{"address", core::shortened(link.address, 40)}}),
          core::say("write an address of this site without '/' at its beginning (scope/, "
                    "files/plan.png), or one that begins with https://"));
      continue;
    }
    check_file(site, text, link, diagnostics);
    if (!link.picture || !core::trimmed(link.text).empty()) continue;
    diagnostics.warning(place_of(text, link.address), "content.no-alt",
                        core::say("this picture has no text for readers who cannot see it"),
                        core::say("write between '![' and ']' what it shows"));
  }
}

void check_portal_part(const core::LoadedSite& loaded, const core::PortalPart& part,
                       core::Diagnostics& diagnostics) {
  const auto& files = loaded.site.publications.files;
  for (const core::PortalAddress& one : part.addresses) {
    if (!one.address.starts_with(kFiles)) continue;
    const std::string name = one.address.substr(kFiles.size());
    if (files.contains(name)) continue;
    std::vector<std::string> names;
    names.reserve(files.size());
    for (const auto& [known, bytes] : files) names.push_back(known);
    diagnostics.error(
        one.span, "portal.unknown-file",
        core::say("there is no 'files/{name}'", {{"name", core::shortened(name, 40)}}),
        core::hint_among(name, core::term("files"), names));
  }
}

}  // namespace

void check_markdown(const core::LoadedSite& loaded, core::Diagnostics& diagnostics) {
  const std::filesystem::path folder = loaded.shown_folder;
  const core::Publications& publications = loaded.site.publications;
  for (const auto* articles : {&publications.news, &publications.stories}) {
    for (const core::Article& article : *articles) {
      check_text(loaded.site, {(folder / article.file).string(), article.body, article.body_line},
                 diagnostics);
    }
  }
  check_portal_part(loaded, loaded.site.identity.portal_header, diagnostics);
  check_portal_part(loaded, loaded.site.identity.portal_footer, diagnostics);
  for (const auto& [id, body] : publications.document_bodies) {
    check_text(loaded.site, {(folder / "documents" / (id + ".md")).string(), body}, diagnostics);
  }
}

}  // namespace generator
