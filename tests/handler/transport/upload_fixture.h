// A live server that takes forms with files, and such forms.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "handler/web/disk_room.h"
#include "tests/handler/transport/live_server.h"
#include "tests/support/multipart_body.h"
#include "tests/support/temporary_folder.h"

namespace handler::transport {

using core::FilesRefused;
using std::chrono::hours;
using std::chrono::milliseconds;
using tests::multipart_body;

inline const std::string kServed = "HTTP/1.1 200 OK";

inline std::string head_of(std::size_t bytes, const std::string& more = "",
                           const std::string& path = "/upload") {
  return "POST " + path +
         " HTTP/1.1\r\nHost: h\r\nContent-Type: " + tests::content_type_of_files() +
         "\r\nContent-Length: " + std::to_string(bytes) + "\r\n" + more + "\r\n";
}

inline std::string last(const std::string& body, const std::string& path = "/upload") {
  return head_of(body.size(), "Connection: close\r\n", path) + body;
}

inline std::string page(FilesRefused why) {
  return EchoApp().files_refused_page(why);
}

inline std::string status_of(const std::string& answer) {
  return answer.substr(0, 12);
}

class UploadTest : public ::testing::Test {
 protected:
  UploadTest() {
    options_ = LiveServer::patient_options();
    options_.buffer.limits.body_bytes = 16;  // so that all forms of these tests need a turn
    options_.buffer.limits.upload_silence = hours(1);
    options_.buffer.limits.upload_grace = hours(1);
    options_.buffer.limits.upload_seconds = 3600;
    options_.buffer.uploads.folder = folder_.path();
    options_.buffer.uploads.free_bytes = [](const auto&) { return web::kKeptFree << 8U; };
  }
  LiveServer& server() {
    if (!server_) server_ = std::make_unique<LiveServer>(options_);
    return *server_;
  }
  std::string answer_to(const std::string& bytes) { return server().answer_to(bytes); }
  // A sender of the form whose first file has begun, and who has a turn.
  std::unique_ptr<Client> begun(const std::string& body, const std::string& more = "") {
    auto client = std::make_unique<Client>(server().port);
    const int before = server().app.asked;
    client->send(head_of(body.size(), "Connection: close\r\n" + more) + begin_of(body));
    EXPECT_TRUE(server().app.was_asked(before + 1));
    return client;
  }
  // Up to the first bytes of its first file.
  static std::string begin_of(const std::string& body) {
    return body.substr(0, body.find("\r\n\r\n", body.find("filename")) + 5);
  }
  static std::string rest_of(const std::string& body) { return body.substr(begin_of(body).size()); }

  const tests::TemporaryFolder folder_;
  HttpServerOptions options_;
  const std::string large_ = std::string(3'000'000, 'x') + "y";
  const std::string small_ = multipart_body({{"a", "1"}, {"file", "bytes", "a.jpg"}});
  const std::string of_staff_ = multipart_body({{"sender", "staff"}, {"file", "bytes", "a.jpg"}});

 private:
  std::unique_ptr<LiveServer> server_;
};

}  // namespace handler::transport
