// Checks the links and images in articles, documents and the portal's head and foot, with positions
// in their files.
#include "generator/build/markdown_checks.h"

#include "core/base/text.h"
#include "core/input/source_text.h"
#include "core/page/markdown_checks.h"
#include "core/reading/ids.h"

namespace generator {
namespace {

using core::MarkdownFault;

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

std::vector<std::string> names_of(const std::map<std::string, std::string>& files) {
  std::vector<std::string> names;
  for (const auto& [name, bytes] : files) names.push_back(name);
  return names;
}

// Says that a file is not there; `code` is that of the place where it is named.
void report_unknown_file(const core::Site& site, const core::Span& place, const char* code,
                         const std::string& address, core::Diagnostics& diagnostics) {
  const std::string name = core::file_of_address(address).value_or("");
  diagnostics.error(place, code,
                    core::say("there is no 'files/{name}'", {{"name", core::shortened(name, 40)}}),
                    core::hint_among(name, core::term("files"), names_of(site.publications.files)));
}

void report(const core::Site& site, const Text& text, const MarkdownFault& fault,
            core::Diagnostics& diagnostics) {
  const core::Span place = place_of(text, fault.address);
  switch (fault.kind) {
    case MarkdownFault::Kind::address:
      diagnostics.error(place, "article.address",
                        core::say("'{address}' cannot be linked",
                                  {{"address", core::shortened(fault.address, 40)}}),
                        core::say("write an address of this site without '/' at its beginning "
                                  "(scope/, files/plan.png), or one that begins with https://"));
      return;
    case MarkdownFault::Kind::unknown_file:
      return report_unknown_file(site, place, "article.unknown-file", fault.address, diagnostics);
    case MarkdownFault::Kind::no_words:
      diagnostics.warning(place, "content.no-alt",
                          core::say("this picture has no text for readers who cannot see it"),
                          core::say("write between '![' and ']' what it shows"));
  }
}

void check_text(const core::Site& site, const Text& text, core::Diagnostics& diagnostics) {
  for (const MarkdownFault& fault : core::faults_of_markdown(text.body, site.publications.files))
    report(site, text, fault, diagnostics);
}

void check_portal_part(const core::LoadedSite& loaded, const core::PortalPart& part,
                       core::Diagnostics& diagnostics) {
  for (const core::PortalAddress& one : part.addresses) {
    const std::optional<std::string> name = core::file_of_address(one.address);
    if (!name || loaded.site.publications.files.contains(*name)) continue;
    report_unknown_file(loaded.site, one.span, "portal.unknown-file", one.address, diagnostics);
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
