// Acts on a case from the ticket page.
#include "tests/handler/portal/ticket_fixture.h"

namespace handler::portal::testing {

TicketFixture::TicketFixture() = default;
TicketFixture::~TicketFixture() = default;

Form TicketFixture::form_on(const std::string& page, const std::string& action) {
  const std::string open = "id=\"action-" + action + "\"";
  EXPECT_TRUE(says(page, open)) << page;
  return hidden_fields(between(page, open, "</form>"));
}

bool TicketFixture::offers(const std::string& page, const std::string& action) {
  return says(page, "id=\"action-" + action + "\"");
}

std::string TicketFixture::kept(const std::string& page, const std::string& action,
                                const std::string& field) {
  return tests::filled_in(between(page, "id=\"action-" + action + "\"", "</form>"), field);
}

std::string TicketFixture::page() const {
  return citizen.look_up(number).body;
}

// A long form is shown when its button is pressed.
Form TicketFixture::form(const std::string& action) const {
  const Form first = form_on(page(), action);
  if (!value_of(first, "token").empty()) return first;
  return form_on(send(action, with(first, "step", "edit")).body, action);
}

Form TicketFixture::confirmed(const std::string& action) const {
  return with(form(action), "step", "confirm");
}

web::Response TicketFixture::send(const std::string& action, const Form& filled) const {
  return citizen.post("demo/ticket/" + action, filled);
}

web::Response TicketFixture::act(const std::string& action, const std::string& field,
                                 const std::string& value) const {
  return send(action, field.empty() ? form(action) : with(form(action), field, value));
}

std::size_t TicketFixture::event_count() {
  return hall.record(1).events().size();
}

const cases::Event& TicketFixture::last_event() {
  record_ = hall.record(1);
  return record_.events().back();
}

std::string TicketFixture::sealed_text(const std::string& field) {
  const store::Part& part = record_.parts.at(last_event().data.at(field).at("part"));
  EXPECT_TRUE(part.sealed);
  EXPECT_FALSE(part.for_reporter);
  return hall.opened(part);
}

void TicketFixture::dispatch() {
  hall.accept(1);
  hall.act(1, "dispatch", {{"unit", "housing"}});
}

void TicketFixture::close() {
  dispatch();
  hall.act(1, "reply", {{"outcome", "resolved"}, {"reply", "已经办好"}});
  hall.act(1, "feed_back", {{"reply", "请来领取"}, {"channel", "written"}});
  hall.act(1, "close", {{"cause", "other"}});
}

void TicketFixture::ask_materials() {
  dispatch();
  hall.act(1, "ask_materials", {{"list", "请带购房合同"}});
}

void TicketFixture::add_picture(cases::Actor::Kind by) {
  const bool by_staff = by == cases::Actor::Kind::staff;
  store::NewEvent event;
  event.actor.kind = by;
  if (by_staff) event.actor.role = core::Role::front_desk;
  event.type = cases::EventType::supplemented;
  event.data = {{"files", {"jpeg:2048"}}};
  event.parts = {store::make_part(hall.randomness, "file1", R"({"key":"topsecret"})",
                                  by_staff ? "" : hall.services.portal_keys.seal_public,
                                  /*for_reporter=*/by_staff)};
  event.policy = hall.record(1).row.values.policy;
  const auto rules = hall.services.rules.for_case(*hall.site(), hall.record(1).row);
  ASSERT_TRUE(hall.store.append("demo", 1, hall.record(1).events().back().seq, {event},
                                view::refold_with(*rules, hall.clock.now())));
}

}  // namespace handler::portal::testing
