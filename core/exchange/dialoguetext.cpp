#include "core/exchange/dialoguetext.h"

#include <QUuid>

namespace antiphon {

namespace {

constexpr qint64 quoteLength = 100;

QString guidWithin(TurnId turn, const QString& what)
{
    return QUuid::createUuidV5(QUuid(turn.toText()), what).toString(QUuid::WithoutBraces);
}

// Selections in the order in which they are first asked for.
class Selections
{
public:
    Selections(const Dialogue& dialogue, const DialogueText& text) : m_text(text), m_positions(text.text)
    {
        for (qsizetype i = 0; i < dialogue.turns.size(); ++i) {
            m_turns.insert(dialogue.turns[i].id, i);
            m_roles << dialogue.turns[i].role;
            at(dialogue.turns[i].id.toText(), text.turns[i]);
        }
    }

    void add(const Coding& coding)
    {
        const auto turn = coding.target.turn ? m_turns.constFind(*coding.target.turn) : m_turns.constEnd();
        if (turn == m_turns.constEnd())
            return;
        const TurnId id = turn.key();
        if (coding.target.span)
            words(id, *coding.target.span).codings << coding;
        else if (coding.target.exchange)
            exchange(id, static_cast<int>(*turn)).codings << coding;
        else
            at(id.toText(), m_text.turns[*turn]).codings << coding;
    }

    void add(const MemoAnchor& anchor)
    {
        if (anchor.span && m_turns.contains(TurnId(anchor.id)))
            words(TurnId(anchor.id), *anchor.span);
    }

    QList<TextSelection> list() const { return m_list; }

private:
    TextSelection& words(TurnId turn, TextSpan span)
    {
        const qint64 begin = m_text.labels[m_turns.value(turn)].end;
        return at(spanGuid(turn, span), {begin + span.begin, begin + span.end});
    }
    TextSelection& exchange(TurnId turn, int position)
    {
        const ExchangeRange range = exchangeAround(m_roles, position);
        return at(exchangeGuid(turn), {m_text.turns[range.first].begin, m_text.turns[range.last].end});
    }
    TextSelection& at(const QString& guid, TextSpan span)
    {
        const auto there = m_places.constFind(guid);
        if (there != m_places.constEnd())
            return m_list[*there];
        m_places.insert(guid, m_list.size());
        const qsizetype from = m_positions.utf16(span.begin);
        const qsizetype to = m_positions.utf16(std::min(span.end, span.begin + quoteLength));
        m_list << TextSelection{guid, span, m_text.text.mid(from, to - from).simplified(), {}};
        return m_list.last();
    }

    const DialogueText& m_text;
    TextPositions m_positions;
    QHash<TurnId, qsizetype> m_turns;
    QList<Role> m_roles;
    QHash<QString, qsizetype> m_places;
    QList<TextSelection> m_list;
};

} // namespace

DialogueText textOf(const Dialogue& dialogue)
{
    DialogueText made;
    qint64 at = 0;
    for (const Turn& turn : dialogue.turns) {
        const QString label = turn.role == Role::User ? QStringLiteral("User: ") : QStringLiteral("System: ");
        const TextSpan labelSpan{at, at + label.size()};
        const qint64 end = labelSpan.end + codePointsBefore(turn.text, turn.text.size());
        made.labels << labelSpan;
        made.turns << (turn.text.isEmpty() ? labelSpan : TextSpan{labelSpan.end, end});
        made.text += label + turn.text + QLatin1Char('\n');
        at = end + 1;
    }
    return made;
}

QString spanGuid(TurnId turn, TextSpan span)
{
    return guidWithin(
        turn, QStringLiteral("span %1 %2").arg(QString::number(span.begin), QString::number(span.end)));
}

QString exchangeGuid(TurnId turn)
{
    return guidWithin(turn, QStringLiteral("exchange"));
}

QList<TextSelection> selectionsOf(const Dialogue& dialogue, const DialogueText& text,
                                  const QList<Coding>& codings, const QList<MemoAnchor>& remarked)
{
    Selections selections(dialogue, text);
    for (const Coding& coding : codings)
        selections.add(coding);
    for (const MemoAnchor& anchor : remarked)
        selections.add(anchor);
    return selections.list();
}

} // namespace antiphon
