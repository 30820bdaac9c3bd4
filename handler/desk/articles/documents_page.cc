// The list of documents, and what becomes of one.
#include "handler/desk/articles/documents_page.h"

#include <string>
#include <utility>
#include <vector>

#include "core/base/text.h"
#include "core/reading/find_by_id.h"
#include "handler/desk/articles/document_form.h"
#include "handler/desk/articles/item_list.h"
#include "handler/publishing/articles/document_edits.h"

namespace handler::desk {
namespace {

using core::Document;
using publishing::DocumentUse;
using publishing::kDocumentList;

constexpr const char* kDocuments = "documents";

std::string use_in_words(const core::Texts& texts, const DocumentUse& use) {
  switch (use.by) {
    case DocumentUse::By::rules:
      return texts.get("desk.publishing.documents.use.rules");
    case DocumentUse::By::body:
      return texts.format("desk.publishing.documents.use.body", {{"name", use.name}});
    case DocumentUse::By::measure:
      return texts.format("desk.publishing.documents.use.measure", {{"name", use.name}});
    case DocumentUse::By::paper:
      return texts.format("desk.publishing.documents.use.paper", {{"name", use.name}});
  }
  return {};
}

// Why it cannot be removed; "" if nothing rests on it.
std::string uses_in_words(const Editing& editing, const Document& document) {
  const core::Texts& texts = editing.visit.texts();
  std::vector<std::string> uses;
  for (const DocumentUse& use : publishing::uses_of_document(editing.site(), document.id))
    uses.push_back(use_in_words(texts, use));
  if (uses.empty()) return {};
  return texts.format("desk.publishing.documents.used",
                      {{"uses", core::joined(uses, texts.get("contact.list"))}});
}

std::set<std::string> taken_document_ids(const Editing& editing) {
  std::set<std::string> taken;
  for (const Document& document : editing.site().documents) taken.insert(document.id);
  for (const Document& document : editing.visit.model().documents) taken.insert(document.id);
  return taken;
}

web::Response document_list_page(const Editing& editing, int status,
                                 const std::vector<FormMistake>& mistakes) {
  std::vector<ItemRow> rows;
  for (const Document& document : editing.site().documents) {
    ItemRow row{document.id, document.title};
    if (!document.number.empty()) row.notes.push_back(document.number);
    if (document.basis)
      row.notes.push_back(editing.visit.texts().get("desk.publishing.documents.basis_mark"));
    rows.push_back(std::move(row));
  }
  return item_list_page(editing, status, kDocuments, kDocumentList, rows, {}, mistakes);
}

web::Response new_document_page(const Editing& editing, int status, const DocumentForm& form,
                                const std::vector<FormMistake>& mistakes) {
  core::TemplateData data;
  add_questions(data, editing.visit, kDocuments, {&kIdQuestion, 1}, form.typed, mistakes);
  add_document_fields(data, editing, form, mistakes);
  return item_page(editing, status, {.subject = kDocuments}, std::move(data), mistakes);
}

// `mark`: of the document as the page's reader knows it.
web::Response document_page(const Editing& editing, const Document& document, int status,
                            const std::string& mark, const DocumentForm& form,
                            const std::vector<FormMistake>& mistakes) {
  core::TemplateData data;
  if (status == 409) add_document_now(data, editing, form, document);
  add_document_fields(data, editing, form, mistakes);
  const std::string uses = uses_in_words(editing, document);
  return item_page(editing, status,
                   {.subject = kDocuments,
                    .id = document.id,
                    .heading = document.title,
                    .mark = mark,
                    .remove_note = uses,
                    .may_be_removed = uses.empty()},
                   std::move(data), mistakes);
}

std::string mark_now(const Editing& editing, const Document& document) {
  return publishing::mark_of_document(editing.copy.edited, document.id);
}

struct OpenedDocument {
  std::optional<Editing> editing;
  const Document* document = nullptr;  // of the editing's site
  web::Response refusal;
};

OpenedDocument open_document(const Visit& visit) {
  OpenedEditing opened = open_item_editing(visit);
  if (!opened.editing) return {std::nullopt, nullptr, opened.refusal};
  OpenedDocument result{std::move(opened.editing), nullptr, web::not_found()};
  result.document =
      core::find_by_id(result.editing->site().documents, visit.parameters.find("item")->second);
  return result;
}

int status_of_look(const TypedMarkdown& typed) {
  return typed.mistakes.empty() ? 200 : 422;
}

}  // namespace

web::Response show_documents(const Visit& visit) {
  const OpenedEditing opened = open_item_editing(visit);
  return opened.editing ? document_list_page(*opened.editing, 200, {}) : opened.refusal;
}

web::Response show_new_document(const Visit& visit) {
  const OpenedEditing opened = open_item_editing(visit);
  return opened.editing ? new_document_page(*opened.editing, 200, {}, {}) : opened.refusal;
}

web::Response add_new_document(const Visit& visit) {
  const OpenedEditing opened = open_item_editing(visit);
  if (!opened.editing) return opened.refusal;
  const Editing& editing = *opened.editing;
  DocumentForm form = document_form_in(editing);
  form.typed.merge(typed_in(visit, {&kIdQuestion, 1}));
  if (!form.wording.to_keep)
    return new_document_page(editing, status_of_look(form.wording), form, form.wording.mistakes);
  const std::set<std::string> taken = taken_document_ids(editing);
  std::vector<FormMistake> mistakes = mistakes_of(editing, form);
  for (FormMistake& one : mistakes_of_id(visit, form.typed, taken))
    mistakes.push_back(std::move(one));
  if (!mistakes.empty()) return new_document_page(editing, 422, form, mistakes);
  Document document;
  document.id = chosen_id(form.typed, "document", taken);
  return keep_edit(
      editing,
      [&](const core::FolderTexts& texts) {
        return publishing::add_document(texts, document_of(document, form), form.wording.text);
      },
      editing.root() + "/documents",
      [&](const EditProblem& problem) {
        return new_document_page(editing, problem.status, form, as_mistakes(problem.sentences));
      });
}

web::Response show_document(const Visit& visit) {
  const OpenedDocument opened = open_document(visit);
  if (opened.document == nullptr) return opened.refusal;
  return document_page(*opened.editing, *opened.document, 200,
                       mark_now(*opened.editing, *opened.document),
                       form_of(*opened.editing, *opened.document), {});
}

web::Response change_document(const Visit& visit) {
  const OpenedDocument opened = open_document(visit);
  if (opened.document == nullptr) return opened.refusal;
  const Editing& editing = *opened.editing;
  const Document& document = *opened.document;
  const DocumentForm form = document_form_in(editing);
  const std::string mark(visit.form.get("mark"));
  const auto show_again = [&](const EditProblem& problem) {
    return document_page(editing, document, problem.status, mark_now(editing, document), form,
                         as_mistakes(problem.sentences));
  };
  if (!form.wording.to_keep)
    return document_page(editing, document, status_of_look(form.wording), mark, form,
                         form.wording.mistakes);
  if (mark != mark_now(editing, document)) return show_again(outdated(visit));
  const std::vector<FormMistake> mistakes = mistakes_of(editing, form);
  if (!mistakes.empty()) return document_page(editing, document, 422, mark, form, mistakes);
  return keep_edit(
      editing,
      [&](const core::FolderTexts& texts) {
        return publishing::set_document(texts, mark, document_of(document, form),
                                        form.wording.text);
      },
      editing.root() + "/documents", show_again);
}

web::Response move_document(const Visit& visit) {
  const OpenedEditing opened = open_item_editing(visit);
  if (!opened.editing) return opened.refusal;
  return move_item(*opened.editing, kDocuments, kDocumentList, [&](const EditProblem& problem) {
    return document_list_page(*opened.editing, problem.status, as_mistakes(problem.sentences));
  });
}

web::Response take_document_out(const Visit& visit) {
  const OpenedDocument opened = open_document(visit);
  if (opened.document == nullptr) return opened.refusal;
  const Editing& editing = *opened.editing;
  const Document& document = *opened.document;
  const auto show_again = [&](const EditProblem& problem) {
    return document_page(editing, document, problem.status, mark_now(editing, document),
                         form_of(editing, document), as_mistakes(problem.sentences));
  };
  if (const std::string uses = uses_in_words(editing, document); !uses.empty())
    return show_again({422, {uses}});
  return keep_edit(
      editing,
      [&](const core::FolderTexts& texts) {
        return publishing::remove_document(texts, spot_in(visit));
      },
      editing.root() + "/documents", show_again);
}

}  // namespace handler::desk
