#include "core/generation/planwords.h"

#include "core/generation/duevalues.h"

#include <functional>

namespace antiphon {

namespace {

constexpr qsizetype tracksTold = 2;

// Whether a text may be told before the turn is written.
using Teller = std::function<bool(const QString&)>;

bool tellsAll(const QString&)
{
    return true;
}

QString spokenAttribute(const PhraseBook& book, const QString& attribute)
{
    const bool excluded = attribute.startsWith(QLatin1Char('!'));
    return QStringLiteral("%1%2 \"%3\"")
        .arg(excluded ? QStringLiteral("not ") : QString(), typeOf(attribute),
             spokenValue(book, valueOf(attribute)));
}

QString listed(const PhraseBook& book, const QStringList& attributes)
{
    QStringList parts;
    for (const QString& attribute : attributes)
        parts << spokenAttribute(book, attribute);
    return parts.join(QStringLiteral(", "));
}

QString firstTracks(const PlanTurn& turn, const TrackFacts& tracks, const Teller& mayTell)
{
    QStringList names;
    for (const quint32 ordinal : turn.tracks) {
        if (ordinal >= tracks.size() || names.size() == tracksTold)
            break;
        const SourceTrack& track = tracks[ordinal];
        const QString title = track.title.isEmpty() ? track.externalId : track.title;
        const QString name = track.artist.isEmpty() ? title : title + QStringLiteral(" by ") + track.artist;
        if (mayTell(name))
            names << name;
    }
    return names.join(QStringLiteral("; "));
}

// Titles are told only where a turn may speak about one: elsewhere they would tempt.
bool speaksOfTracks(const Plan& plan, int turn)
{
    for (int i = turn; i < std::min<int>(turn + 2, plan.turns.size()); ++i) {
        for (const QString& label : plan.turns[i].intents) {
            if (label.startsWith(QLatin1String("item_attribute")))
                return true;
        }
    }
    return false;
}

void add(QStringList& parts, const QString& what, const QString& list)
{
    if (!list.isEmpty())
        parts << QStringLiteral("%1: %2").arg(what, list);
}

QStringList attributeParts(const PlanTurn& turn, const QStringList& proposed, const PhraseBook& book,
                           PlanDetail detail)
{
    QStringList parts;
    add(parts, QStringLiteral("names"), listed(book, addedAttributes(turn)));
    add(parts, QStringLiteral("drops"), listed(book, turn.removed));
    if (detail == PlanDetail::WithoutIntents)
        return parts;
    add(parts, QStringLiteral("asks for"), turn.askedType);
    add(parts, QStringLiteral("proposes"), listed(book, proposed));
    return parts;
}

QString line(const Plan& plan, int index, const QStringList& proposed, const TrackFacts& tracks,
             const Teller& mayTell, const PhraseBook& book, PlanDetail detail)
{
    const PlanTurn& turn = plan.turns[index];
    const bool labelled = detail == PlanDetail::All;
    QStringList parts{QStringLiteral("%1. %2").arg(QString::number(index + 1), roleInWords(turn.role))};
    if (labelled)
        parts.first() += QStringLiteral(": ") + turn.intents.join(QStringLiteral(", "));
    parts << attributeParts(turn, proposed, book, detail);
    if (turn.role == Role::System && !turn.tracks.empty()) {
        parts << QStringLiteral("shows %1 tracks").arg(turn.tracks.size());
        if (labelled && speaksOfTracks(plan, index))
            add(parts, QStringLiteral("the first are"), firstTracks(turn, tracks, mayTell));
    }
    return parts.join(QStringLiteral("; "));
}

// What the turns behind `turn` keep to themselves.
class Future
{
public:
    Future(const Plan& plan, int turn, const PhraseBook& book)
        : m_due(namedByTurn(plan)), m_finder(book), m_turn(turn)
    {
    }
    QStringList proposed(const PlanTurn& turn)
    {
        QStringList told;
        for (const QString& attribute : turn.proposed) {
            if (m_due.dueAt(attribute) <= m_turn && mayTell(valueOf(attribute)))
                told << attribute;
        }
        return told;
    }
    bool mayTell(const QString& text) { return m_due.leakIn(foldedText(text), m_turn, m_finder).isEmpty(); }

private:
    DueValues m_due;
    MentionFinder m_finder;
    int m_turn;
};

QString perTurn(const Plan& plan, const std::function<QString(const PlanTurn&)>& words)
{
    QStringList lines;
    for (int i = 0; i < plan.turns.size(); ++i) {
        if (const QString text = words(plan.turns[i]); !text.isEmpty())
            lines << QStringLiteral("%1. %2").arg(QString::number(i + 1), text);
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

QString roleInWords(Role role)
{
    return role == Role::User ? QStringLiteral("user") : QStringLiteral("system");
}

QString planInWords(const Plan& plan, const TrackFacts& tracks, const PhraseBook& book, PlanDetail detail)
{
    QStringList lines;
    for (int i = 0; i < plan.turns.size(); ++i)
        lines << line(plan, i, plan.turns[i].proposed, tracks, tellsAll, book, detail);
    return lines.join(QLatin1Char('\n'));
}

QString turnInWords(const Plan& plan, int turn, const TrackFacts& tracks, const PhraseBook& book,
                    PlanDetail detail)
{
    Future future(plan, turn, book);
    const auto mayTell = [&future](const QString& text) { return future.mayTell(text); };
    return line(plan, turn, future.proposed(plan.turns[turn]), tracks, mayTell, book, detail);
}

QString rolesInWords(const Plan& plan)
{
    return perTurn(plan, [](const PlanTurn& turn) { return roleInWords(turn.role); });
}

QString intentsInWords(const Plan& plan)
{
    return perTurn(plan, [](const PlanTurn& turn) {
        return turn.role == Role::User ? turn.intents.join(QStringLiteral(", ")) : QString();
    });
}

QString actionsInWords(const Plan& plan)
{
    return perTurn(plan, [](const PlanTurn& turn) {
        return turn.role == Role::System ? turn.intents.join(QStringLiteral(", ")) : QString();
    });
}

QString attributesInWords(const Plan& plan, const PhraseBook& book, PlanDetail detail)
{
    return perTurn(plan, [&book, detail](const PlanTurn& turn) {
        return attributeParts(turn, turn.proposed, book, detail).join(QStringLiteral("; "));
    });
}

QString tracksInWords(const Plan& plan, const TrackFacts& tracks)
{
    return perTurn(plan, [&tracks](const PlanTurn& turn) { return firstTracks(turn, tracks, tellsAll); });
}

QString attributesOfTurn(const Plan& plan, int turn, const PhraseBook& book, PlanDetail detail)
{
    const PlanTurn& planned = plan.turns[turn];
    const QStringList proposed = Future(plan, turn, book).proposed(planned);
    return attributeParts(planned, proposed, book, detail).join(QStringLiteral("; "));
}

QString tracksOfTurn(const Plan& plan, int turn, const TrackFacts& tracks, const PhraseBook& book)
{
    Future future(plan, turn, book);
    return firstTracks(plan.turns[turn], tracks,
                       [&future](const QString& text) { return future.mayTell(text); });
}

} // namespace antiphon
