// A published rule or a document it rests on, with what can be downloaded beside it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/input/yaml_reader.h"
#include "core/time/local_time.h"

namespace core {

// A paper that belongs to a document.
struct Attachment {
  std::string title;
  std::string file;  // name below the site's `files` folder; empty if only the title is known
  Span file_span;
};

// A published rule, or a document on which the rules are based.
struct Document {
  std::string id;
  std::string title;
  std::string number;  // "平政管办发〔2022〕2号", may be empty
  std::vector<std::string> issuers;
  std::optional<Day> date;
  std::vector<std::string> addressees;
  std::vector<Attachment> attachments;
  std::string disclosure;  // "主动公开", may be empty
  std::string summary;     // in our own words
  bool basis = false;      // true: the rules are based on it; false: it contains the rules
  Span span;
  Span title_span;
  Span date_span;
};

std::vector<Document> read_documents(const YamlNode& root, Diagnostics& diagnostics);

}  // namespace core
