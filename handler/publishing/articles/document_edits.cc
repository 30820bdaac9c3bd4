// Compares the document with what its entry says, and changes the keys that differ.
#include "handler/publishing/articles/document_edits.h"

#include <algorithm>

#include "core/base/text.h"
#include "handler/publishing/articles/article_edits.h"
#include "handler/publishing/mark_of.h"
#include "handler/publishing/yaml_changes.h"

namespace handler::publishing {
namespace {

using core::Attachment;
using core::Document;

const std::vector<std::string> kDocumentKeys = {
    "id",         "title",       "number",     "issuers", "date",
    "addressees", "attachments", "disclosure", "summary", "basis"};

std::optional<core::YamlValue> list_or_nothing(const std::vector<std::string>& texts) {
  if (texts.empty()) return std::nullopt;
  std::vector<core::YamlValue> items;
  for (const std::string& text : texts) items.push_back(core::yaml_text(text));
  return core::yaml_list(std::move(items));
}

std::optional<core::YamlValue> attachments_or_nothing(const std::vector<Attachment>& attachments) {
  if (attachments.empty()) return std::nullopt;
  std::vector<core::YamlValue> items;
  for (const Attachment& one : attachments) {
    const core::YamlValue title = core::yaml_text(one.title);
    items.push_back(one.file.empty()
                        ? title
                        : core::yaml_map({{"title", title}, {"file", core::yaml_text(one.file)}}));
  }
  return core::yaml_list(std::move(items));
}

bool same_attachments(const std::vector<Attachment>& a, const std::vector<Attachment>& b) {
  return std::ranges::equal(a, b, [](const Attachment& one, const Attachment& other) {
    return one.title == other.title && one.file == other.file;
  });
}

YamlFields differing_in_document(const Document& before, const Document& after) {
  YamlFields fields;
  const auto put = [&](const char* key, bool same, std::optional<core::YamlValue> value) {
    if (!same) fields.emplace_back(key, std::move(value));
  };
  put("title", before.title == after.title, text_or_nothing(after.title));
  put("number", before.number == after.number, text_or_nothing(after.number));
  put("issuers", before.issuers == after.issuers, list_or_nothing(after.issuers));
  put("date", before.date == after.date, day_or_nothing(after.date));
  put("addressees", before.addressees == after.addressees, list_or_nothing(after.addressees));
  put("attachments", same_attachments(before.attachments, after.attachments),
      attachments_or_nothing(after.attachments));
  put("disclosure", before.disclosure == after.disclosure, text_or_nothing(after.disclosure));
  put("summary", before.summary == after.summary, text_or_nothing(after.summary));
  put("basis", before.basis == after.basis,
      after.basis ? std::optional(core::yaml_word("true")) : std::nullopt);
  return fields;
}

// What becomes of the file with the wording.
core::FileChanges wording_changes(const core::FolderTexts& texts, const std::string& id,
                                  const std::string& wording) {
  const std::string file = file_of_wording(id);
  const auto found = texts.find(file);
  const bool is_there = found != texts.end();
  if (core::trimmed(wording).empty())
    return is_there ? core::FileChanges{{file, std::nullopt}} : core::FileChanges{};
  if (is_there && core::cleaned(found->second) == core::cleaned(wording)) return {};
  const bool crlf = is_there && found->second.find("\r\n") != std::string::npos;
  return {{file, with_line_ends(wording, crlf)}};
}

core::Result<core::FileChanges> with_wording(core::Result<core::FileChanges> changes,
                                             const core::FolderTexts& texts, const std::string& id,
                                             const std::string& wording) {
  if (changes) changes->merge(wording_changes(texts, id, wording));
  return changes;
}

core::Result<core::FileChanges> changed_meanwhile() {
  return core::Failure{core::FailureCode::conflict, "the document was changed meanwhile"};
}

}  // namespace

std::string file_of_wording(const std::string& id) {
  return "documents/" + id + ".md";
}

std::string wording_of(const core::FolderTexts& texts, const std::string& id) {
  const auto found = texts.find(file_of_wording(id));
  return found == texts.end() ? std::string() : core::cleaned(found->second);
}

std::string mark_of_document(const core::FolderTexts& texts, const std::string& id) {
  return mark_of_parts(
      {mark_of_entry(texts, kDocumentList, id), mark_of_file(texts, file_of_wording(id))});
}

core::Result<core::FileChanges> add_document(const core::FolderTexts& texts,
                                             const Document& document, const std::string& wording) {
  return with_wording(edited_list(texts, kDocumentList,
                                  [&](EntryList& list) {
                                    list.add(document.id, differing_in_document({}, document));
                                  }),
                      texts, document.id, wording);
}

core::Result<core::FileChanges> set_document(const core::FolderTexts& texts,
                                             const std::string& mark, const Document& document,
                                             const std::string& wording) {
  if (mark != mark_of_document(texts, document.id)) return changed_meanwhile();
  const EntrySpot spot{document.id, mark_of_entry(texts, kDocumentList, document.id)};
  return with_wording(
      edited_list(texts, kDocumentList,
                  [&](EntryList& list) {
                    core::Diagnostics of_the_reader;
                    const std::size_t at = list.place_of(spot);
                    const Document before = core::read_documents(list.root(), of_the_reader)[at];
                    list.set(spot, differing_in_document(before, document), kDocumentKeys);
                  }),
      texts, document.id, wording);
}

core::Result<core::FileChanges> remove_document(const core::FolderTexts& texts,
                                                const EntrySpot& spot) {
  if (spot.mark != mark_of_document(texts, spot.id)) return changed_meanwhile();
  return with_wording(
      remove_entry(texts, kDocumentList, {spot.id, mark_of_entry(texts, kDocumentList, spot.id)}),
      texts, spot.id, "");
}

std::vector<DocumentUse> uses_of_document(const core::Site& site, const std::string& id) {
  using By = DocumentUse::By;
  std::vector<DocumentUse> uses;
  if (site.policy.basis == id) uses.push_back({By::rules, ""});
  for (const core::Body& body : site.bodies) {
    if (body.source == id) uses.push_back({By::body, body.name});
  }
  for (const core::Measure& measure : site.measures) {
    if (measure.basis == id) uses.push_back({By::measure, measure.name});
  }
  for (const core::PaperForm& paper : site.papers) {
    if (paper.source == id) uses.push_back({By::paper, paper.title});
  }
  return uses;
}

}  // namespace handler::publishing
