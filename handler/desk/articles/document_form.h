// The form of a document: its keys, its attachments in rows, its wording.
#pragma once

#include <string>
#include <vector>

#include "handler/desk/articles/item_form.h"
#include "handler/desk/articles/markdown_field.h"

namespace handler::desk {

// As many as a form may have.
inline constexpr std::size_t kMostAttachments = 20;

struct DocumentForm {
  Typed typed;
  std::vector<core::Attachment> attachments;  // as typed, also those without a title
  TypedMarkdown wording;
};

DocumentForm form_of(const Editing& editing, const core::Document& document);
DocumentForm document_form_in(const Editing& editing);
// The document with this id as the form has it; where a field says what its page showed, it is as
// in `before`. Rows without a title are left out.
core::Document document_of(const core::Document& before, const DocumentForm& form);

std::vector<FormMistake> mistakes_of(const Editing& editing, const DocumentForm& form);
void add_document_fields(core::TemplateData& data, const Editing& editing, const DocumentForm& form,
                         const std::vector<FormMistake>& mistakes);
// For a page that answers 409.
void add_document_now(core::TemplateData& data, const Editing& editing, const DocumentForm& form,
                      const core::Document& now);

}  // namespace handler::desk
