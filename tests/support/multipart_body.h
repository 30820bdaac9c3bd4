// Bodies of multipart/form-data as browsers send them.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace tests {

inline const std::string kBoundary = "----WebKitFormBoundaryX7";

struct FormPart {
  std::string name;
  std::string bytes;
  std::optional<std::string> filename = std::nullopt;  // of a file; as it stands in its quotes
};

inline std::string content_type_of_files() {
  return "multipart/form-data; boundary=" + kBoundary;
}

inline std::string multipart_body(const std::vector<FormPart>& parts) {
  std::string body;
  for (const FormPart& part : parts) {
    body += "--" + kBoundary + "\r\nContent-Disposition: form-data; name=\"" + part.name + "\"";
    if (part.filename) {
      body += "; filename=\"" + *part.filename + "\"\r\nContent-Type: application/octet-stream";
    }
    body += "\r\n\r\n" + part.bytes + "\r\n";
  }
  return body + "--" + kBoundary + "--\r\n";
}

}  // namespace tests
