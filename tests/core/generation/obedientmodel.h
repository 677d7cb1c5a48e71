// A model that does as it is told: the dialogue that the shipped prompt asks for, with as many turns and the
// roles of its plan.
#pragma once

#include "tests/support/scriptedserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace antiphon::test {

inline QString obedientReply(const QByteArray& body)
{
    const QJsonArray messages = QJsonDocument::fromJson(body)[QStringLiteral("messages")].toArray();
    const QString prompt = messages.at(1)[QStringLiteral("content")].toString();
    QJsonArray turns;
    const QStringList lines = prompt.split(QLatin1Char('\n'));
    for (const QString& line : lines) {
        const QString role = line.section(QStringLiteral(". "), 1, 1).section(QLatin1Char(':'), 0, 0);
        if (role == QLatin1String("user") || role == QLatin1String("system"))
            turns << QJsonObject{{QStringLiteral("role"), role},
                                 {QStringLiteral("text"), QStringLiteral("Words.")}};
    }
    return QString::fromUtf8(QJsonDocument(QJsonObject{{QStringLiteral("turns"), turns}}).toJson());
}

inline ScriptedReply obey(const ScriptedRequest& request)
{
    return {200, completionBody(obedientReply(request.body))};
}

} // namespace antiphon::test
