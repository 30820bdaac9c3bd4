// Words files with the names of the catalogue.
#include "handler/view/file_words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "core/base/text.h"
#include "core/reading/size_words.h"
#include "core/time/local_time.h"

namespace handler::view {
namespace {

constexpr std::string_view kPdf = "pdf";

bool is_pdf(const std::string& fact) {
  const std::optional<cases::FileFacts> facts = cases::file_facts(fact);
  return facts && facts->type == kPdf;
}

}  // namespace

std::string file_in_words(const core::Texts& texts, const cases::CaseFile& file) {
  return texts.format(
      "view.file.one",
      {{"what", texts.get(file.is_picture() ? "view.file.picture" : "view.file.pdf")},
       {"size", core::size_in_words(texts, file.bytes)}});
}

std::string files_in_words(const core::Texts& texts, const std::vector<std::string>& files) {
  const auto pdfs = std::ranges::count_if(files, is_pdf);
  const auto pictures = std::ssize(files) - pdfs;
  std::vector<std::string> said;
  if (pictures > 0)
    said.push_back(texts.format("view.file.pictures", {{"count", std::to_string(pictures)}}));
  if (pdfs > 0) said.push_back(texts.format("view.file.pdfs", {{"count", std::to_string(pdfs)}}));
  return core::joined(said, texts.get("desk.list_comma"));
}

std::string file_choice(const core::Texts& texts, const cases::CaseFile& file,
                        const std::vector<cases::Event>& events, int year) {
  const auto event = std::ranges::find(events, file.seq, &cases::Event::seq);
  if (event == events.end()) return file_in_words(texts, file);
  return core::chinese_moment(event->noted_at(), year) + texts.get("view.timeline.space") +
         file_in_words(texts, file);
}

std::string unfit_in_words(const core::Texts& texts, const UnfitFile& file) {
  const std::string why(files::name_of(file.why));
  return texts.format("view.file.not_kept",
                      {{"name", file.name.empty() ? texts.get("view.file.unnamed") : file.name},
                       {"why", texts.get("view.unfit." + why)}});
}

}  // namespace handler::view
