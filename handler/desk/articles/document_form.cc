// Attachments are numbered inputs: attachment_title.0, attachment_file.0.
#include "handler/desk/articles/document_form.h"

#include <algorithm>
#include <utility>

#include "core/base/text.h"
#include "handler/desk/publishing/typed_values.h"
#include "handler/publishing/articles/document_edits.h"

namespace handler::desk {
namespace {

using core::Attachment;
using core::Document;
using Form = Question::Form;

constexpr std::size_t kFreeRows = 3;
constexpr std::size_t kLongestTitle = 200;
constexpr Question kDocumentQuestions[] = {
    {.key = "title", .required = true},
    {.key = "number", .longest = 60},
    {.key = "issuers", .form = Form::lines, .longest = 500},
    {.key = "date", .form = Form::day},
    {.key = "addressees", .form = Form::lines, .longest = 1000},
    {.key = "disclosure", .longest = 40},
    {.key = "summary", .form = Form::prose, .limits = false, .longest = 1000},
    {.key = "basis", .form = Form::tick, .label = "changes.field_of.documents.basis"}};

Typed document_as_typed(const Document& document) {
  return {{"title", document.title},
          {"number", document.number},
          {"issuers", core::joined(document.issuers, "\n")},
          {"date", core::iso_or_empty(document.date)},
          {"addressees", core::joined(document.addressees, "\n")},
          {"disclosure", document.disclosure},
          {"summary", document.summary},
          {"basis", document.basis ? "yes" : ""}};
}

std::string title_name(std::size_t row) {
  return "attachment_title." + std::to_string(row);
}
std::string file_name(std::size_t row) {
  return "attachment_file." + std::to_string(row);
}

std::string text_for_documents(const Editing& editing, const std::string& key) {
  return editing.visit.texts().get("desk.publishing.documents." + key);
}

bool is_file(const Editing& editing, const std::string& name) {
  return editing.site().publications.files.contains(name);
}

void check_attachments(const Editing& editing, const std::vector<Attachment>& attachments,
                       std::vector<FormMistake>& mistakes) {
  for (std::size_t i = 0; i < attachments.size(); ++i) {
    const Attachment& one = attachments[i];
    if (one.title.empty() && !one.file.empty())
      mistakes.push_back({title_name(i), text_for_documents(editing, "mistake.no_title")});
    if (core::character_count(one.title) > kLongestTitle)
      mistakes.push_back({title_name(i), text_for_documents(editing, "mistake.long_title")});
    if (!one.file.empty() && !is_file(editing, one.file))
      mistakes.push_back({file_name(i), text_for_documents(editing, "mistake.no_file")});
  }
}

void add_attachment_rows(core::TemplateData& data, const Editing& editing,
                         const std::vector<Attachment>& attachments,
                         const std::vector<FormMistake>& mistakes) {
  std::vector<std::pair<std::string, std::string>> files;
  for (const auto& [name, bytes] : editing.site().publications.files)
    files.emplace_back(name, name);
  const std::size_t rows = std::min(attachments.size() + kFreeRows, kMostAttachments);
  for (std::size_t i = 0; i < std::max(rows, attachments.size()); ++i) {
    const Attachment one = i < attachments.size() ? attachments[i] : Attachment{};
    const auto label = [&](const char* key) {
      return editing.visit.texts().format("desk.publishing.documents." + std::string(key),
                                          {{"number", std::to_string(i + 1)}});
    };
    add_field(data, {.name = title_name(i), .label = label("attachment_title"), .value = one.title},
              mistakes);
    if (files.empty()) continue;
    add_field(data,
              {.name = file_name(i),
               .label = label("attachment_file"),
               .value = one.file,
               .look = FormField::Look::select,
               .choices = files},
              mistakes);
  }
}

bool says_the_same(const std::vector<Attachment>& a, const std::vector<Attachment>& b) {
  return std::ranges::equal(a, b, [](const Attachment& one, const Attachment& other) {
    return core::trimmed(one.title) == core::trimmed(other.title) && one.file == other.file;
  });
}

}  // namespace

DocumentForm form_of(const Editing& editing, const Document& document) {
  return {document_as_typed(document),
          document.attachments,
          {.text = publishing::wording_of(editing.copy.edited, document.id)}};
}

DocumentForm document_form_in(const Editing& editing) {
  const Visit& visit = editing.visit;
  DocumentForm form{typed_in(visit, kDocumentQuestions), {}, markdown_in(editing)};
  for (std::size_t i = 0; visit.form.has(title_name(i)); ++i)
    form.attachments.push_back(
        {.title = typed_line(visit, title_name(i)), .file = typed_line(visit, file_name(i))});
  const auto is_empty = [](const Attachment& one) { return one.title.empty() && one.file.empty(); };
  while (!form.attachments.empty() && is_empty(form.attachments.back()))
    form.attachments.pop_back();
  return form;
}

Document document_of(const Document& before, const DocumentForm& form) {
  const Typed kept = as_kept(kDocumentQuestions, form.typed, document_as_typed(before));
  Document document;
  document.id = before.id;
  document.title = kept.at("title");
  document.number = kept.at("number");
  document.issuers = lines_in(kept, "issuers");
  document.date = day_in(kept, "date");
  document.addressees = lines_in(kept, "addressees");
  document.disclosure = kept.at("disclosure");
  document.summary = kept.at("summary");
  document.basis = kept.at("basis") == "yes";
  for (const Attachment& one : form.attachments) {
    if (!one.title.empty()) document.attachments.push_back(one);
  }
  if (says_the_same(before.attachments, document.attachments))
    document.attachments = before.attachments;
  return document;
}

std::vector<FormMistake> mistakes_of(const Editing& editing, const DocumentForm& form) {
  std::vector<FormMistake> mistakes = mistakes_in(editing.visit, kDocumentQuestions, form.typed);
  check_attachments(editing, form.attachments, mistakes);
  for (FormMistake& one : mistakes_of_markdown(editing, form.wording.text, false))
    mistakes.push_back(std::move(one));
  return mistakes;
}

void add_document_fields(core::TemplateData& data, const Editing& editing, const DocumentForm& form,
                         const std::vector<FormMistake>& mistakes) {
  add_questions(data, editing.visit, "documents", kDocumentQuestions, form.typed, mistakes);
  add_attachment_rows(data, editing, form.attachments, mistakes);
  add_markdown(data, editing, text_for_documents(editing, "wording"), form.wording, mistakes);
}

void add_document_now(core::TemplateData& data, const Editing& editing, const DocumentForm& form,
                      const Document& now) {
  add_values_now(data, editing.visit, kDocumentQuestions, form.typed, document_as_typed(now));
  const std::string wording = publishing::wording_of(editing.copy.edited, now.id);
  if (wording != form.wording.text) data.set_optional("NOW_TEXT", wording);
}

}  // namespace handler::desk
