// Creates the world of a scenario, executes its lines, and reports differences.
#include "tests/scenarios/player.h"

#include <unistd.h>

#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <stdexcept>

#include "core/base/ascii.h"
#include "core/base/text.h"
#include "handler/store/keys.h"
#include "tests/handler/files/sample_files.h"
#include "tests/scenarios/scenario.h"
#include "tests/scenarios/transports.h"
#include "tests/support/multipart_body.h"
#include "tests/support/temporary_folder.h"

namespace scenarios {
namespace {

constexpr const char* kPassword = "scenario-Password-1";
// Argon2id of it with the least that libsodium takes, 8 KiB and one pass: a sign-in with the cost
// of the real program takes a tenth of a second.
constexpr const char* kPasswordHash =
    "$argon2id$v=19$m=8,t=1,p=1$0BDVZMpTyGgafsGjpzO1kA$o+O4PpHmHwIzLd967ZYp+GQU+cStNr3MK+1jQ1VnkEk";

struct Complaint : std::runtime_error {
  using std::runtime_error::runtime_error;
};

Place make_place(const std::filesystem::path& folder, const std::string& site_folder) {
  const std::filesystem::path site = std::filesystem::absolute(site_folder);
  Place place{BANCHENG_SOURCE_DIR, BANCHENG_PROGRAMS, site / "published",
              site / "public",     folder / "var",    folder / "clock"};
  std::ofstream(place.clock) << "2026-09-24T10:00:00+08:00\n";
  core::SystemRandomness randomness;
  const auto made = handler::store::init_data_folder(place.data, randomness);
  if (!made) throw Complaint(made.failure().message);
  return place;
}

class Player {
 public:
  Player(const std::string& transport, const std::string& site_folder)
      : place_(make_place(folder_.path(), site_folder)), transport_name_(transport) {}

  void do_line(const Line& line) {
    static const std::map<std::string, void (Player::*)(const Line&)> kVerbs = {
        {"clock", &Player::set_clock}, {"staff", &Player::add_staff}, {"as", &Player::be},
        {"GET", &Player::start},       {"POST", &Player::start},      {"field", &Player::add_field},
        {"file", &Player::add_file},   {"expect", &Player::expect},   {"keep", &Player::keep},
        {"page", &Player::show_page},
    };
    const auto verb = kVerbs.find(line.words.at(0));
    if (verb == kVerbs.end()) throw Complaint("no such line: " + line.words.at(0));
    if (verb->first != "field" && verb->first != "file") send_pending();
    (this->*verb->second)(line);
  }

  // Sends the request when its fields are complete.
  void send_pending() {
    if (!pending_) return;
    pending_ = false;
    if (!transport_) transport_ = make_transport(transport_name_, place_);
    if (request_.method == "POST") {
      request_.headers.emplace_back("Content-Type", has_files_
                                                        ? tests::content_type_of_files()
                                                        : "application/x-www-form-urlencoded");
      if (has_files_) request_.body = tests::multipart_body(parts_);
      request_.headers.emplace_back("Sec-Fetch-Site", "same-origin");
    }
    request_.headers.emplace_back("Host", "localhost");
    if (!cookie_.empty()) request_.headers.emplace_back("Cookie", cookie_);
    answer_ = transport_->send(request_);
    for (const auto& [name, value] : answer_.headers) {
      const std::string set = value.substr(0, value.find(';'));
      const bool is_mark = set.substr(0, set.find('=')).ends_with("-device");
      if (core::equal_in_any_case(name, "Set-Cookie") && !is_mark) cookie_ = set;
    }
    for (const std::string name : {"csrf", "seen", "token"}) keep_hidden(name);
  }

 private:
  std::string filled(const std::string& text) const {
    std::string out = text;
    for (const auto& [name, value] : kept_) {
      const std::string mark = "{" + name + "}";
      for (std::size_t at = 0; (at = out.find(mark, at)) != std::string::npos; at += value.size()) {
        out.replace(at, mark.size(), value);
      }
    }
    const std::size_t star = out.rfind('*');
    if (star == std::string::npos || star + 1 >= out.size()) return out;
    if (out.find_first_not_of("0123456789", star + 1) != std::string::npos) return out;
    std::string repeated;
    for (int i = std::stoi(out.substr(star + 1)); i > 0; --i) repeated += out.substr(0, star);
    return repeated;
  }

  void set_clock(const Line& line) {
    std::ofstream(place_.clock.string() + ".new") << line.words.at(1) << "\n";
    std::filesystem::rename(place_.clock.string() + ".new", place_.clock);
  }

  void add_staff(const Line& line) {
    auto opened = handler::open_clock_and_store(runtime_options(place_));
    if (!opened) throw Complaint(opened.failure().message);
    const auto role = core::word_in(core::kRoles, line.words.at(3));
    if (!role) throw Complaint("no role " + line.words.at(3));
    const std::string unit = line.words.size() > 4 ? line.words[4] : "";
    const auto added = opened->store->add_user({0,
                                                line.words.at(1),
                                                line.words.at(1),
                                                kPasswordHash,
                                                false,
                                                {{line.words.at(2), *role, "", unit}}});
    if (!added) throw Complaint(added.failure().message);
  }

  void be(const Line& line) {
    cookie_.clear();
    if (line.words.at(1) == "nobody") return;
    begin({"POST", "/handle/desk/" + line.words.at(2) + "/sign-in", {}, ""});
    request_.body = "login=" + line.words[1] + "&password=" + kPassword;
    send_pending();
    if (answer_.status != 303)
      throw Complaint("cannot sign in as " + line.words[1] + ": " + answer_.body);
  }

  void begin(HttpRequest request) {
    request_ = std::move(request);
    parts_.clear();
    has_files_ = false;
    pending_ = true;
  }

  void start(const Line& line) { begin({line.words[0], filled(line.words.at(1)), {}, ""}); }

  void add_field(const Line& line) {
    if (!request_.body.empty()) request_.body += "&";
    request_.body += line.words.at(1) + "=" + handler::web::url_encoded(filled(line.rest));
    parts_.push_back({line.words[1], filled(line.rest)});
  }

  void add_file(const Line& line) {
    static const std::map<std::string, std::string (*)()> kContents = {
        {"jpeg", [] { return tests::planted_jpeg(1); }},
        {"png", [] { return tests::planted_png(1); }},
        {"pdf", tests::plain_pdf},
        {"other", [] { return std::string("no picture at all"); }}};
    const auto content = kContents.find(line.words.at(3));
    if (content == kContents.end()) throw Complaint("no such content: " + line.words[3]);
    parts_.push_back({line.words.at(1), content->second(), line.words.at(2)});
    has_files_ = true;
  }

  void expect(const Line& line) {
    if (line.words.at(1) == "status") {
      if (std::to_string(answer_.status) == line.words.at(2)) return;
      throw Complaint("status " + std::to_string(answer_.status) + " instead of " + line.words[2] +
                      ":\n" + answer_.body);
    }
    if (line.words[1] == "header") {
      const std::string value = answer_.header(line.words.at(2));
      const std::string wanted = filled(line.rest.substr(line.words[2].size() + 1));
      if (value.find(wanted) == std::string::npos)
        throw Complaint(line.words[2] + " is '" + value + "'");
      return;
    }
    const bool absent = line.words[1] == "no";
    const std::string wanted =
        filled(absent ? line.rest.substr(std::string("text ").size()) : line.rest);
    if ((answer_.body.find(wanted) == std::string::npos) == absent) return;
    throw Complaint((absent ? "there is the text " : "there is no text ") + wanted + " in:\n" +
                    answer_.body);
  }

  // keep NAME after 'A' until 'B'
  void keep(const Line& line) {
    const std::size_t start = answer_.body.find(line.words.at(3));
    if (start == std::string::npos)
      throw Complaint("nothing follows " + line.words[3] + " in:\n" + answer_.body);
    const std::size_t from = start + line.words[3].size();
    kept_[line.words.at(1)] =
        answer_.body.substr(from, answer_.body.find(line.words.at(5), from) - from);
  }

  void keep_hidden(const std::string& name) {
    const std::string mark = "name=\"" + name + "\" value=\"";
    const std::size_t at = answer_.body.find(mark);
    if (at == std::string::npos) return;
    const std::size_t from = at + mark.size();
    kept_[name] = answer_.body.substr(from, answer_.body.find('"', from) - from);
  }

  void show_page(const Line&) { std::puts(answer_.body.c_str()); }

  tests::TemporaryFolder folder_;  // must outlive the transport, which works in it
  Place place_;
  std::string transport_name_;
  std::unique_ptr<Transport> transport_;
  HttpRequest request_;
  std::vector<tests::FormPart> parts_;  // the fields of request_, and its files
  bool has_files_ = false;
  HttpAnswer answer_;
  bool pending_ = false;
  std::string cookie_;
  std::map<std::string, std::string> kept_;
};

}  // namespace

std::string play(const std::string& transport, const std::string& site_folder,
                 const std::string& file) {
  int number = 0;
  try {
    const core::Result<Scenario> scenario = read_scenario(file);
    if (!scenario) return scenario.failure().message;
    Player player(transport, site_folder);
    for (const Line& line : scenario->lines) {
      number = line.number;
      player.do_line(line);
    }
    player.send_pending();
    return "";
  } catch (const std::exception& error) {
    return file + ":" + std::to_string(number) + ": " + error.what();
  }
}

}  // namespace scenarios
