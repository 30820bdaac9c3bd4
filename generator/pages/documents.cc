// Documents: their data, attachments for download, and a page for each whose wording is available.
#include "generator/pages/documents.h"

#include "core/base/ascii.h"
#include "core/base/text.h"
#include "core/page/markdown.h"
#include "core/reading/size_words.h"

namespace generator {

using core::Document;
using core::Site;
using core::TemplateData;
using core::Texts;

namespace {

// "（PDF，128 KB）": type and size, which matter on a phone.
std::string size_text(const std::string& name, std::size_t bytes, const Texts& texts) {
  const std::string type = core::ascii_upper(name.substr(name.rfind('.') + 1));
  return texts.format("document.size",
                      {{"type", type}, {"size", core::size_in_words(texts, bytes)}});
}

void add_attachments(TemplateData& shown, const Site& site, const Document& document,
                     const Texts& texts) {
  for (const core::Attachment& attachment : document.attachments) {
    TemplateData& one = shown.add("ATTACHMENT").set("ATTACHMENT_TEXT", attachment.title);
    const auto file = site.publications.files.find(attachment.file);
    const bool given = file != site.publications.files.end();
    one.show_if(!given, "NO_ATTACHMENT_FILE");
    if (!given) continue;
    one.set_optional("ATTACHMENT_FILE", attachment.file)
        .set("ATTACHMENT_SIZE", size_text(attachment.file, file->second.size(), texts));
  }
  shown.show_if(!document.attachments.empty(), "HAS_DOCUMENT_ATTACHMENTS");
}

void add_facts(TemplateData& shown, const Site& site, const Document& document,
               const Texts& texts) {
  const std::string comma = texts.get("contact.list");
  shown.set_optional("DOCUMENT_NUMBER", document.number)
      .set_optional("DOCUMENT_ISSUERS", core::joined(document.issuers, comma))
      .set_optional("DOCUMENT_ADDRESSEES", core::joined(document.addressees, comma))
      .set_optional("DOCUMENT_DISCLOSURE", document.disclosure);
  if (document.date) shown.set_optional("DOCUMENT_DATE", core::chinese_date(*document.date));
  add_attachments(shown, site, document, texts);
  const bool facts = !document.number.empty() || !document.issuers.empty() || document.date ||
                     !document.addressees.empty() || !document.attachments.empty() ||
                     !document.disclosure.empty();
  shown.show_if(facts, "HAS_DOCUMENT_FACTS");
}

// Adds one document with its data to a list.
void add_document(TemplateData& data, const std::string& section, const Site& site,
                  const Document& document, const Texts& texts) {
  TemplateData& shown = data.add(section);
  shown.set("DOCUMENT_ID", document.id)
      .set("DOCUMENT_TITLE", texts.format("document.quoted", {{"title", document.title}}))
      .set_optional("DOCUMENT_SUMMARY", document.summary)
      .show_if(site.publications.document_bodies.contains(document.id), "HAS_DOCUMENT_PAGE");
  add_facts(shown, site, document, texts);
}

}  // namespace

TemplateData policy_data(const Site& site, const Texts& texts) {
  TemplateData data;
  data.set("EFFECTIVE_FROM", core::chinese_date(site.policy.effective_from));
  for (const Document& document : site.documents) {
    add_document(data, document.basis ? "BASIS" : "RULES", site, document, texts);
  }
  return data.show_if(data.has_items("RULES"), "HAS_RULES")
      .show_if(data.has_items("BASIS"), "HAS_BASIS");
}

TemplateData document_data(const Site& site, const Texts& texts, const Document& document,
                           const PageRoots& roots) {
  TemplateData data;
  add_facts(data, site, document, texts);
  const auto body = site.publications.document_bodies.find(document.id);
  if (body == site.publications.document_bodies.end()) return data;
  return data.set(
      "DOCUMENT_BODY",
      core::render_markdown(body->second, {.site_root = roots.pages, .shared_root = roots.shared}));
}

}  // namespace generator
