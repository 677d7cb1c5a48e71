// Versions of texts that a project keeps: prompts and phrase files.
#pragma once

#include "core/base/clock.h"
#include "core/base/id.h"

#include <QByteArray>
#include <QStringList>

namespace antiphon {

using TextVersionId = Id<struct TextVersionTag>;

enum class TextKind { Prompt, Phrases };

// "prompt", "phrases".
QString textKindWord(TextKind kind);

struct TextVersion
{
    TextVersionId id; // null: it ships with the program
    TextKind kind = TextKind::Prompt;
    QString name;
    int version = 1;
    QByteArray body;
    QString digest; // SHA-256, hex
    QString note;
    QString actor;
    TimePoint createdAt = 0;

    bool isShipped() const { return id.isNull(); }
    QString label() const { return QStringLiteral("%1@%2").arg(name, QString::number(version)); }
};

// Each name once, the usual one first.
QStringList namesOnce(const QList<TextVersion>& versions, const QString& usual);

} // namespace antiphon
