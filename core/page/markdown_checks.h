// What is wrong with the links and pictures of an author's Markdown, for the generator's check and
// for the desk's forms.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace core {

struct MarkdownFault {
  enum class Kind {
    address,       // must not be linked (is_linkable)
    unknown_file,  // leads to a file that the site does not have
    no_words,      // a picture without alternative text: worth a warning
  };

  Kind kind = Kind::address;
  std::string address;  // as written

  bool operator==(const MarkdownFault&) const = default;
};

// The name of the file of the site that an address leads to; nothing if it leads elsewhere.
std::optional<std::string> file_of_address(const std::string& address);

// In the order of the text. `files` are those of the site, by name. Pure.
std::vector<MarkdownFault> faults_of_markdown(const std::string& text,
                                              const std::map<std::string, std::string>& files);

}  // namespace core
