// Dialogues to test the view with.
#pragma once

#include "core/base/random.h"
#include "ui/widgets/dialoguedocument.h"

namespace antiphon::test {

inline DialogueDocument documentOf(int turns)
{
    DialogueDocument document;
    for (int i = 0; i < turns; ++i) {
        DialogueTurn turn;
        turn.speaker = i % 2 == 0 ? Speaker::User : Speaker::System;
        turn.text =
            QStringLiteral("Turn %1 asks for something warm, slow and a little sad, for a long walk home.")
                .arg(i + 1);
        if (i % 2 == 1)
            turn.tracks = {QStringLiteral("Tramp – Otis Redding"),
                           QStringLiteral("Respect – Aretha Franklin")};
        document.turns << turn;
    }
    return document;
}

inline DialogueDocument documentSaying(const QString& text)
{
    DialogueDocument document;
    document.turns << DialogueTurn{Speaker::User, text};
    return document;
}

inline DialogueStripe spanStripe(qint64 begin, qint64 end, int colour = 0)
{
    return {TextSpan{begin, end}, QStringLiteral("code %1").arg(colour), colour};
}

inline DialogueStripe turnStripe(const QString& key)
{
    DialogueStripe stripe;
    stripe.text = QStringLiteral("whole");
    stripe.key = key;
    return stripe;
}

// Latin, right-to-left, emoji of several code points, combining marks.
inline QString mixedText(Random& random, int pieces)
{
    static const QStringList parts{QStringLiteral("soul "),
                                   QString::fromUtf8("👩🏽‍🎤"),
                                   QString::fromUtf8("مرحبا "),
                                   QString::fromUtf8("e\xcc\x81t\xc3\xa9 "),
                                   QString::fromUtf8("🎷"),
                                   QStringLiteral("no-one's "),
                                   QString::fromUtf8("שלום "),
                                   QStringLiteral("7, "),
                                   QString::fromUtf8("o\xcc\x88\xcc\xa3x ")};
    QString text;
    for (int i = 0; i < pieces; ++i)
        text += parts[static_cast<int>(random.below(static_cast<quint64>(parts.size())))];
    return text;
}

} // namespace antiphon::test
