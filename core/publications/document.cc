// Reads documents.yaml.
#include "core/publications/document.h"

#include "core/reading/read_list.h"

namespace core {
namespace {

// A title alone, or a title with a file for download.
Attachment read_attachment(const YamlNode& node, Diagnostics& diagnostics) {
  if (node.kind == YamlNode::Kind::scalar) return {.title = node.scalar};
  MapReader reader(node, "attachment", diagnostics);
  Attachment attachment{.title = reader.required_text("title"),
                        .file = reader.optional_text("file")};
  attachment.file_span = reader.span_of("file");
  reader.finish();
  return attachment;
}

std::vector<Attachment> read_attachments(MapReader& reader, Diagnostics& diagnostics) {
  std::vector<Attachment> attachments;
  const YamlNode* node = reader.optional_node("attachments");
  if (node == nullptr) return attachments;
  if (node->kind != YamlNode::Kind::list) return {read_attachment(*node, diagnostics)};
  for (const YamlNode& item : node->items) {
    attachments.push_back(read_attachment(item, diagnostics));
  }
  return attachments;
}

}  // namespace

std::vector<Document> read_documents(const YamlNode& root, Diagnostics& diagnostics) {
  Ids ids("document");
  const auto fill = [&](MapReader& reader, Document& document) {
    document.title = reader.required_text("title");
    document.number = reader.optional_text("number");
    document.issuers = reader.optional_texts("issuers");
    document.date = optional_date(reader, "date");
    document.addressees = reader.optional_texts("addressees");
    document.attachments = read_attachments(reader, diagnostics);
    document.disclosure = reader.optional_text("disclosure");
    document.summary = optional_prose(reader, "summary", diagnostics);
    document.basis = reader.optional_flag("basis", false);
    document.title_span = reader.span_of("title");
    document.date_span = reader.span_of("date");
  };
  return read_list<Document>(only_list(root, "documents", /*may_be_empty=*/false, diagnostics), ids,
                             diagnostics, fill);
}

}  // namespace core
