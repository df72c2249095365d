// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/client/SshTunnel.h"

#include "shared/base/Text.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTimer>

#include <csignal>
#include <sys/prctl.h>
#include <utility>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kLookPause = 50ms;
constexpr auto kKillPause = 2s;
constexpr int kMaxLines = 6;
constexpr qsizetype kMaxLineBytes = 400;
/// sun_path has 108 bytes, on the other machine, too.
constexpr qsizetype kMaxSocketPath = 107;

/// What ssh would take for something else than a name: options, and characters that configuration
/// files on either side hand to a shell.
bool isHost(const QString &host)
{
    static const QRegularExpression pattern(
        u"\\A(?:[\\p{L}\\p{N}_.+][\\p{L}\\p{N}_.+-]*@)?[\\p{L}\\p{N}_.:\\[][\\p{L}\\p{N}_.:%\\[\\]-]*\\z"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    return host.size() <= 255 && pattern.match(host).hasMatch();
}

/// ssh divides at ':' and expands '%', '$' and '\'.
bool isSocketPath(const QString &path)
{
    static const QRegularExpression pattern(u"\\A/[^:%$\\\\\\p{C}]+\\z"_s,
                                            QRegularExpression::UseUnicodePropertiesOption);
    return path.toUtf8().size() <= kMaxSocketPath && pattern.match(path).hasMatch();
}

/// The folder for sockets of this user; the system's if its name is nothing that ssh takes.
QString folderTemplate()
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    for (const QString &folder : {runtime, QDir::tempPath()}) {
        const QString name = folder + u"/wharfgate-XXXXXX"_s;
        if (isSocketPath(name + u"/control.sock"_s) && QFileInfo(folder).isWritable())
            return name;
    }
    return u"/tmp/wharfgate-XXXXXX"_s;
}

/// Words in ssh's messages that a user has to do something about.
struct Remedy
{
    const char *words;
    const char *text;
};
constexpr Remedy kRemedies[] = {
    {"Host key verification failed",
     QT_TRANSLATE_NOOP("wharfgate::gui::SshTunnel",
                       "Connect once with ssh in a terminal and check the host's key.")},
    {"REMOTE HOST IDENTIFICATION HAS CHANGED",
     QT_TRANSLATE_NOOP("wharfgate::gui::SshTunnel",
                       "Find out why the host has another key before you connect again.")},
    {"Permission denied",
     QT_TRANSLATE_NOOP("wharfgate::gui::SshTunnel",
                       "Load your key with ssh-add, or check the user name; the console cannot be "
                       "asked for a password.")},
    {"Too many authentication failures",
     QT_TRANSLATE_NOOP("wharfgate::gui::SshTunnel",
                       "Name the key for this host with IdentityFile in ~/.ssh/config.")},
    {"administratively prohibited",
     QT_TRANSLATE_NOOP(
         "wharfgate::gui::SshTunnel",
         "Allow the forwarding of sockets on the host (AllowStreamLocalForwarding).")},
    {"Bad configuration option",
     QT_TRANSLATE_NOOP("wharfgate::gui::SshTunnel", "Correct ~/.ssh/config.")},
};

} // namespace

struct SshTunnel::Data
{
    SshTunnel *q = nullptr;
    QString program = u"ssh"_s;
    std::chrono::milliseconds timeLimit = 45s;
    QProcess *process = nullptr; // child of q
    std::unique_ptr<QTemporaryDir> folder;
    QTimer look;
    QTimer limit;
    QStringList lines;
    QString host;
    bool wasThere = false;
    int attempt = 0; // counts the calls of open() and close()

    void start(const ConnectionSpec &spec);
    void readWords();
    void lookForSocket();
    void handleEnd();
    void handleTimeLimit();
    void fail(const QString &why);
    void failLater(const QString &why);
    void dropProcess();
};

QString SshTunnel::whyNot(const ConnectionSpec &spec)
{
    if (!isHost(spec.host))
        return tr("“%1” is no host that ssh can connect to. Write HOST or USER@HOST.")
            .arg(QString::fromStdString(text::escaped(spec.host.toStdString(), 100)));
    if (spec.port < 0 || spec.port > 65535)
        return tr("The port must be between 1 and 65535.");
    if (!isSocketPath(spec.path))
        return tr("“%1” is no path of a socket that ssh can forward. It must begin with “/”, be "
                  "shorter than 108 bytes and hold none of “:”, “%”, “$” and “\\”.")
            .arg(QString::fromStdString(text::escaped(spec.path.toStdString(), 200)));
    return {};
}

QStringList SshTunnel::options(const ConnectionSpec &spec)
{
    QStringList options{
        u"-a"_s,
        u"-x"_s,
        u"-T"_s,
        u"-oBatchMode=yes"_s,
        u"-oConnectTimeout=15"_s,
        u"-oServerAliveInterval=15"_s,
        u"-oServerAliveCountMax=2"_s,
        u"-oPermitLocalCommand=no"_s,
        // A shared connection would outlive this one and keep its forwarded socket.
        u"-oControlMaster=no"_s,
        u"-oControlPath=none"_s,
    };
    if (spec.port != 0)
        options << u"-p"_s << QString::number(spec.port);
    return options;
}

SshTunnel::SshTunnel(QObject *parent)
    : QObject(parent)
    , m_data(std::make_unique<Data>())
{
    Data *data = m_data.get();
    data->q = this;
    data->limit.setSingleShot(true);
    connect(&data->look, &QTimer::timeout, this, [data] { data->lookForSocket(); });
    connect(&data->limit, &QTimer::timeout, this, [data] { data->handleTimeLimit(); });
}

SshTunnel::~SshTunnel()
{
    // Also those that were told to end before.
    const auto processes = findChildren<QProcess *>();
    for (QProcess *process : processes) {
        process->disconnect();
        process->kill();
        process->waitForFinished(); // at once: nothing can hold up SIGKILL
    }
}

void SshTunnel::setProgram(const QString &program)
{
    m_data->program = program;
}

void SshTunnel::setTimeLimit(std::chrono::milliseconds limit)
{
    m_data->timeLimit = limit;
}

QString SshTunnel::socketPath() const
{
    return m_data->folder ? m_data->folder->filePath(u"control.sock"_s) : QString();
}

void SshTunnel::open(const ConnectionSpec &spec)
{
    close();
    if (const QString why = whyNot(spec); !why.isEmpty()) {
        m_data->failLater(why);
        return;
    }
    m_data->folder = std::make_unique<QTemporaryDir>(folderTemplate()); // mode 0700
    if (!m_data->folder->isValid()) {
        const QString why = tr("A folder for the forwarded socket cannot be made: %1")
                                .arg(m_data->folder->errorString());
        m_data->failLater(why);
        return;
    }
    m_data->start(spec);
}

void SshTunnel::Data::start(const ConnectionSpec &spec)
{
    host = spec.host;
    lines.clear();
    wasThere = false;
    process = new QProcess(q);
    // If the console is killed, ssh must not stay behind.
    process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    process->setStandardInputFile(QProcess::nullDevice());
    process->setStandardOutputFile(QProcess::nullDevice());
    QObject::connect(process, &QProcess::readyReadStandardError, q, [this] { readWords(); });
    QObject::connect(process, &QProcess::finished, q, [this] { handleEnd(); });
    QObject::connect(process, &QProcess::errorOccurred, q, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            failLater(
                tr("ssh cannot be run: %1. Install OpenSSH's client.").arg(process->errorString()));
    });
    QStringList arguments = SshTunnel::options(spec);
    arguments << u"-N"_s << u"-oExitOnForwardFailure=yes"_s << u"-oStreamLocalBindUnlink=yes"_s
              << u"-oStreamLocalBindMask=0177"_s << u"-L"_s << q->socketPath() + u':' + spec.path
              << u"--"_s << spec.host;
    limit.start(timeLimit);
    look.start(kLookPause);
    process->start(program, arguments);
}

void SshTunnel::Data::readWords()
{
    const QByteArray text = process->readAllStandardError();
    for (const QByteArray &line : text.split('\n')) {
        const QByteArray words = line.trimmed().left(kMaxLineBytes);
        if (words.isEmpty())
            continue;
        lines.append(QString::fromStdString(text::escaped(words.toStdString())));
        if (lines.size() > kMaxLines)
            lines.removeFirst();
    }
}

void SshTunnel::Data::lookForSocket()
{
    // It has a name before ssh listens on it; a moment later it does.
    if (!std::exchange(wasThere, QFileInfo::exists(q->socketPath())))
        return;
    look.stop();
    limit.stop();
    Q_EMIT q->opened();
}

void SshTunnel::Data::handleEnd()
{
    readWords();
    const QString last = q->lastWords();
    if (!last.isEmpty())
        fail(tr("ssh to %1 failed: %2").arg(host, last));
    else if (process->exitStatus() == QProcess::CrashExit)
        fail(tr("ssh to %1 was ended by a signal.").arg(host));
    else
        fail(tr("ssh to %1 ended with code %2.").arg(host).arg(process->exitCode()));
}

void SshTunnel::Data::handleTimeLimit()
{
    readWords();
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(timeLimit).count();
    const QString why =
        tr("ssh to %1 has not connected within %n second(s).", nullptr, static_cast<int>(seconds))
            .arg(host);
    fail(lines.isEmpty() ? why : why + u' ' + q->lastWords());
}

void SshTunnel::Data::fail(const QString &why)
{
    QString text = why;
    bool needsUser = false;
    for (const Remedy &remedy : kRemedies) {
        if (!needsUser && lines.join(u'\n').contains(QLatin1StringView(remedy.words))) {
            text += u' ' + tr(remedy.text);
            needsUser = true;
        }
    }
    dropProcess();
    Q_EMIT q->failed(text, needsUser);
}

/// The answer to open() never comes from within it.
void SshTunnel::Data::failLater(const QString &why)
{
    dropProcess();
    QMetaObject::invokeMethod(
        q,
        [this, why, failedAttempt = attempt] {
            if (failedAttempt == attempt)
                Q_EMIT q->failed(why, true);
        },
        Qt::QueuedConnection);
}

/// Lets it end by itself; nobody waits for it.
void SshTunnel::Data::dropProcess()
{
    look.stop();
    limit.stop();
    if (QProcess *ending = std::exchange(process, nullptr); ending != nullptr) {
        ending->disconnect(q);
        if (ending->state() == QProcess::NotRunning) {
            ending->deleteLater();
        } else {
            QObject::connect(ending, &QProcess::finished, ending, &QObject::deleteLater);
            QTimer::singleShot(kKillPause, ending, [ending] { ending->kill(); });
            ending->terminate();
        }
    }
    folder.reset();
}

void SshTunnel::close()
{
    ++m_data->attempt;
    m_data->dropProcess();
}

bool SshTunnel::hasRefusedToForward() const
{
    return m_data->lines.join(u'\n').contains("open failed"_L1);
}

QString SshTunnel::lastWords() const
{
    return m_data->lines.join(u' ');
}

} // namespace wharfgate::gui
