// SPDX-FileCopyrightText: 2026 Wharfgate contributors
// SPDX-License-Identifier: Apache-2.0
#include "gui/shell/DaemonLogDialog.h"

#include "gui/client/Session.h"
#include "gui/widgets/Texts.h"
#include "gui/widgets/Theme.h"

#include <QDialogButtonBox>
#include <QJsonArray>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace wharfgate::gui {

using namespace Qt::StringLiterals;

namespace {

QString fieldsOf(const QJsonObject &fields)
{
    QStringList shown;
    for (auto field = fields.begin(); field != fields.end(); ++field)
        shown.append(field.key() + u'=' + texts::shown(field->toVariant().toString(), 200));
    return shown.join(u"  "_s);
}

} // namespace

DaemonLogDialog::DaemonLogDialog(Session &session, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
{
    setObjectName(u"daemonLogDialog"_s);
    setWindowTitle(tr("Daemon's Own Log"));
    setSizeGripEnabled(true);
    auto *layout = new QVBoxLayout(this);
    m_records = new QTreeWidget(this);
    m_records->setObjectName(u"daemonLog"_s);
    m_records->setAccessibleName(tr("Records of the daemon's own log, newest first"));
    m_records->setRootIsDecorated(false);
    m_records->setAlternatingRowColors(true);
    m_records->setHeaderLabels({tr("Time"), tr("Level"), tr("What Happened"), tr("Details")});
    layout->addWidget(m_records, 1);
    m_state = new QLabel(this);
    m_state->setWordWrap(true);
    layout->addWidget(m_state);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *again = buttons->addButton(tr("&Refresh"), QDialogButtonBox::ActionRole);
    connect(again, &QPushButton::clicked, this, &DaemonLogDialog::refresh);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 120, fontMetrics().height() * 30);
    refresh();
}

void DaemonLogDialog::refresh()
{
    m_session.client().call(
        u"log.recent"_s, {{u"limit"_s, 500}}, this, [this](const control::Reply &reply) {
            if (!reply) {
                m_state->setText(reply.error().message);
                return;
            }
            m_records->clear();
            const QJsonArray records = (*reply)["records"_L1].toArray();
            for (const QJsonValue &value : records) {
                const QJsonObject record = value.toObject();
                const QDateTime time =
                    QDateTime::fromString(record["time"_L1].toString(), Qt::ISODateWithMs);
                const QString level = record["level"_L1].toString();
                auto *item = new QTreeWidgetItem(
                    m_records, {QLocale().toString(time.toLocalTime(), QLocale::ShortFormat), level,
                                texts::shown(record["message"_L1].toString(), 400),
                                fieldsOf(record["fields"_L1].toObject())});
                item->setToolTip(2, item->text(2));
                item->setToolTip(3, item->text(3));
                if (level == u"error"_s)
                    item->setIcon(1, theme::icon(u"error"_s, theme::Role::Error));
                else if (level == u"warning"_s)
                    item->setIcon(1, theme::icon(u"warning"_s, theme::Role::Warning));
                else
                    item->setIcon(1, theme::icon(u"info"_s, theme::Role::Information));
            }
            for (int column = 0; column < 3; ++column)
                m_records->resizeColumnToContents(column);
            m_state->setText(tr("The last %n record(s), newest first.", nullptr,
                                m_records->topLevelItemCount()));
        });
}

} // namespace wharfgate::gui
