// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/control/ServerFixture.h"

namespace wharfgate::test {

using namespace Qt::StringLiterals;
using namespace control;

std::vector<Method> TestMethods::methods()
{
    const auto echo = [](const Caller &, const QJsonObject &params, const Respond &respond) {
        respond(params);
    };
    return {
        {u"echo"_s, Role::Viewer, echo},
        {u"echo.text"_s, Role::Viewer, echo, true},
        {u"change"_s, Role::Admin, echo},
        {u"big"_s, Role::Viewer,
         [](const Caller &, const QJsonObject &params, const Respond &respond) {
             respond(QJsonObject{{u"data"_s, QString(params["size"_L1].toInt(), u'x')}});
         }},
        {u"later"_s, Role::Viewer,
         [this](const Caller &, const QJsonObject &, Respond respond) {
             waiting.push_back(std::move(respond));
         }},
        {u"forgets"_s, Role::Viewer, [](const Caller &, const QJsonObject &, const Respond &) {}}};
}

ServerFixture::ServerFixture()
{
    if (!m_log.open())
        qFatal("cannot make a log file");
    m_logger = std::make_unique<log::Logger>(m_log.handle());
    path = m_folder.filePath(u"control.sock"_s);
    startServer();
}

void ServerFixture::startServer(const ServerLimits &limits)
{
    server.reset();
    server = std::make_unique<ControlServer>(
        ControlServer::Daemon{u"0.1.0"_s, u"instance-1"_s}, *m_logger, limits,
        [this](int) -> Result<PeerIdentity> {
            if (peer.user.empty())
                return failure(wharfgate::ErrorCode::Permission, "unknown");
            return peer;
        });
    auto group = std::make_unique<TestMethods>();
    methods = group.get();
    server->methods().add(std::move(group));
    config::Control settings;
    settings.viewers = {"eve", "@watchers"};
    server->setAuthorization(Authorization(settings, 1000));
    auto listener = net::Listener::open({true, path.toStdString(), 0});
    if (!listener)
        qFatal("%s", listener.error().detail.c_str());
    server->setListener(std::move(*listener));
}

ControlClient ServerFixture::greeted()
{
    ControlClient client(path);
    if (!client.greet())
        qFatal("not greeted");
    return client;
}

} // namespace wharfgate::test
