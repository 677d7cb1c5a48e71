#include "core/generation/dialoguechecks.h"

#include "core/generation/duevalues.h"
#include "core/generation/templatewriter.h"
#include "resources/resources.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <numeric>

namespace antiphon {

namespace {

struct CheckFacts
{
    const char* key;
    const char* name;
    const char* method;
};

constexpr CheckFacts checkFacts[checkKinds] = {
    {"future_leaks", "Future leaks",
     "turns that name a value which is due only later; n: turns before the last new value"},
    {"role_confusions", "Role confusions", "turns with a phrase of the other role; n: turns with a text"},
    {"repeated_tracks", "Repeated tracks", "lists that show a track twice; n: lists"},
    {"genre_replaced", "Replaced genres",
     "turns whose new genre takes the place of the former; n: turns that add a genre to one"},
    {"mentions_missed", "Missed mentions",
     "values that their user turn does not name; n: values of user turns"},
    {"contradictions", "Contradictions",
     "turns that offer an excluded value or deny one that holds; n: turns with a text and a known filter "
     "state"}};

const CheckFacts& factsOf(CheckKind kind)
{
    return checkFacts[static_cast<size_t>(kind)];
}

const QString genre = QStringLiteral("genre");

QStringList foldedPhrases(const QJsonValue& list)
{
    QStringList phrases;
    const auto items = list.toArray();
    for (const QJsonValue& item : items)
        phrases << foldedText(item.toString()).chopped(1);
    return phrases;
}

// Whether one of the three words before `at` denies what follows.
bool isDenied(const QString& folded, qsizetype at)
{
    static const QStringList denials{
        QStringLiteral("no"),    QStringLiteral("not"),     QStringLiteral("without"),
        QStringLiteral("never"), QStringLiteral("nothing"), QStringLiteral("except"),
        QStringLiteral("skip"),  QStringLiteral("drop"),    QStringLiteral("avoid")};
    const QStringList before = folded.first(at).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (qsizetype i = before.size() - 1; i >= 0 && i >= before.size() - 3; --i) {
        if (denials.contains(before[i]))
            return true;
    }
    return false;
}

QStringList foldedSentences(const QString& text)
{
    QStringList sentences;
    qsizetype begin = 0;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        const bool ends = i == text.size() || text[i] == QLatin1Char('.') || text[i] == QLatin1Char('?') ||
                          text[i] == QLatin1Char('!') || text[i] == QLatin1Char('\n');
        if (!ends)
            continue;
        if (i > begin)
            sentences << foldedText(QStringView(text).sliced(begin, i - begin));
        begin = i + 1;
    }
    return sentences;
}

} // namespace

QString checkKey(CheckKind kind)
{
    return QLatin1String(factsOf(kind).key);
}

QString checkName(CheckKind kind)
{
    return QLatin1String(factsOf(kind).name);
}

QString checkMethod(CheckKind kind)
{
    return QLatin1String(factsOf(kind).method);
}

QString findingSentence(const Finding& finding)
{
    const QString owner = QString::number(finding.otherTurn + 1);
    switch (finding.kind) {
    case CheckKind::FutureLeak:
        return QStringLiteral("\"%1\" belongs to turn %2, it is told too early")
            .arg(valueOf(finding.value), owner);
    case CheckKind::RoleConfusion:
        return QStringLiteral("\"%1\" is what the other role says").arg(finding.value);
    case CheckKind::RepeatedTrack:
        return QStringLiteral("the list shows %1 twice").arg(finding.value);
    case CheckKind::GenreReplaced:
        return QStringLiteral("\"%1\" takes the place of the genre of turn %2")
            .arg(valueOf(finding.value), owner);
    case CheckKind::MentionMissed:
        return QStringLiteral("\"%1\" is not named").arg(valueOf(finding.value));
    case CheckKind::Contradiction:
        break;
    }
    return QStringLiteral("\"%1\" is said against the filters").arg(valueOf(finding.value));
}

qint64 DialogueChecks::count(CheckKind kind) const
{
    return std::count_if(findings.begin(), findings.end(),
                         [kind](const Finding& f) { return f.kind == kind; });
}

double DialogueChecks::recall() const
{
    const qint64 values = looked[static_cast<size_t>(CheckKind::MentionMissed)];
    return values == 0
               ? 1.0
               : 1.0 - static_cast<double>(count(CheckKind::MentionMissed)) / static_cast<double>(values);
}

// One dialogue on its way through the checks.
struct DialogueChecker::Pass
{
    const Dialogue& dialogue;
    const Plan* plan;
    MentionFinder& finder;
    QStringList folded;
    DialogueChecks result;
    QHash<QString, int> genres = {}; // in force without a plan, with the turn that asked for them

    const PlanTurn* planned(int turn) const
    {
        return plan && turn < plan->turns.size() ? &plan->turns[turn] : nullptr;
    }
    void look(CheckKind kind, qint64 many = 1) { result.looked[static_cast<size_t>(kind)] += many; }
    void find(CheckKind kind, int turn, const QString& value, int other = -1)
    {
        result.findings << Finding{kind, turn, value, other};
    }

    QList<QStringList> dueByTurn() const;
    void leaks();
    void roles(int turn, const QStringList& phrases);
    void tracks(int turn);
    void mentions(int turn);
    void plannedGenre(int turn);
    void unplannedGenre(int turn);
    void contradictions(int turn);
    bool isAgainst(const Filter& filter, bool wanted, const QStringList& sentences,
                   const QStringList& all) const;
};

// A value that the system proposes by plan before the user asks for it is due with the proposal.
QList<QStringList> DialogueChecker::Pass::dueByTurn() const
{
    QList<QStringList> due;
    QSet<QString> asked;
    for (const Turn& turn : dialogue.turns) {
        QStringList named;
        for (const QString& attribute : turn.attributes) {
            if (isNameable(attribute))
                named << attribute;
        }
        asked.unite(QSet<QString>(named.begin(), named.end()));
        due << named;
    }
    for (int i = 0; i < due.size(); ++i) {
        const PlanTurn* turn = planned(i);
        for (const QString& attribute : turn ? turn->proposed : QStringList()) {
            if (asked.contains(attribute))
                due[i] << attribute;
        }
    }
    return due;
}

void DialogueChecker::Pass::leaks()
{
    const QList<QStringList> byTurn = dueByTurn();
    const DueValues due(byTurn);
    int last = 0;
    for (int i = 0; i < byTurn.size(); ++i) {
        for (const QString& attribute : byTurn[i])
            last = std::max(last, isNameable(attribute) ? due.dueAt(attribute) : 0);
    }
    for (int i = 0; i < last; ++i) {
        if (dialogue.turns[i].text.isEmpty())
            continue;
        look(CheckKind::FutureLeak);
        const QString leak = due.leakIn(folded[i], i, finder);
        if (!leak.isEmpty())
            find(CheckKind::FutureLeak, i, leak, due.dueAt(leak));
    }
}

void DialogueChecker::Pass::roles(int turn, const QStringList& phrases)
{
    if (dialogue.turns[turn].text.isEmpty())
        return;
    look(CheckKind::RoleConfusion);
    for (const QString& phrase : phrases) {
        if (findWords(folded[turn], phrase).begin >= 0)
            return find(CheckKind::RoleConfusion, turn, phrase.trimmed());
    }
}

void DialogueChecker::Pass::tracks(int turn)
{
    const auto& list = dialogue.turns[turn].tracks;
    if (list.isEmpty())
        return;
    look(CheckKind::RepeatedTrack);
    for (qsizetype i = 1; i < list.size(); ++i) {
        for (qsizetype j = 0; j < i; ++j) {
            if (list[i].externalId == list[j].externalId)
                return find(CheckKind::RepeatedTrack, turn, list[i].externalId);
        }
    }
}

void DialogueChecker::Pass::mentions(int turn)
{
    const Turn& spoken = dialogue.turns[turn];
    if (spoken.role != Role::User || spoken.text.isEmpty())
        return;
    for (const QString& attribute : spoken.attributes) {
        if (!isNameable(attribute))
            continue;
        look(CheckKind::MentionMissed);
        if (!finder.names(folded[turn], attribute))
            find(CheckKind::MentionMissed, turn, attribute);
    }
}

// A genre that leaves the state while another comes, though the user did not give it up.
void DialogueChecker::Pass::plannedGenre(int turn)
{
    const PlanTurn* now = planned(turn);
    if (turn < 2 || !now || now->role != Role::User)
        return;
    const FilterState& before = plan->turns[turn - 1].state;
    QStringList came, went;
    bool had = false;
    for (const Filter& filter : now->state.filters) {
        if (filter.type == genre && filter.sense == Sense::Include && !holds(before, filter))
            came << filterText(filter);
    }
    for (const Filter& filter : before.filters) {
        const bool included = filter.type == genre && filter.sense == Sense::Include;
        had = had || included;
        if (included && !holds(now->state, filter) && !now->removed.contains(filterText(filter)))
            went << filterText(filter);
    }
    if (came.isEmpty() || !had)
        return;
    look(CheckKind::GenreReplaced);
    if (!went.isEmpty())
        find(CheckKind::GenreReplaced, turn, came.first(), DueValues(dueByTurn()).dueAt(went.first()));
}

void DialogueChecker::Pass::unplannedGenre(int turn)
{
    const Turn& spoken = dialogue.turns[turn];
    if (spoken.role != Role::User)
        return;
    const bool removes = spoken.intents.contains(QLatin1String("remove_filter"));
    for (const QString& attribute : spoken.attributes) {
        if (typeOf(attribute) != genre || attribute.startsWith(QLatin1Char('!')))
            continue;
        if (genres.contains(attribute)) {
            if (removes)
                genres.remove(attribute);
            continue;
        }
        bool kept = genres.isEmpty() || removes;
        int owner = -1;
        for (const auto& [earlier, from] : genres.asKeyValueRange()) {
            owner = from;
            kept = kept || finder.names(folded[turn], earlier) ||
                   (turn + 1 < folded.size() && finder.names(folded[turn + 1], earlier));
        }
        if (!genres.isEmpty())
            look(CheckKind::GenreReplaced);
        if (!kept) {
            find(CheckKind::GenreReplaced, turn, attribute, owner);
            genres.clear();
        }
        genres.insert(attribute, turn);
    }
}

void DialogueChecker::Pass::contradictions(int turn)
{
    const PlanTurn* now = planned(turn);
    const Turn& spoken = dialogue.turns[turn];
    if (!now || now->state.filters.isEmpty() || spoken.text.isEmpty())
        return;
    look(CheckKind::Contradiction);
    const QStringList sentences = foldedSentences(spoken.text);
    QStringList all = spoken.attributes;
    for (const Filter& filter : now->state.filters)
        all << filterText(filter);
    for (const Filter& filter : now->state.filters) {
        const bool wanted = filter.sense == Sense::Include;
        if (!wanted && spoken.role == Role::User)
            continue;
        if (isAgainst(filter, wanted, sentences, all))
            return find(CheckKind::Contradiction, turn, filterText(filter));
    }
}

// Whether a sentence denies a wanted value or offers an unwanted one; in "no hard rock" rock is not denied.
bool DialogueChecker::Pass::isAgainst(const Filter& filter, bool wanted, const QStringList& sentences,
                                      const QStringList& all) const
{
    const QString attribute = filterText(filter);
    QStringList others = all;
    others.removeAll(attribute);
    for (const QString& sentence : sentences) {
        if (!finder.names(sentence, attribute))
            continue;
        const QString rest = finder.without(sentence, others, attribute);
        for (const QString& pattern : finder.patterns(attribute)) {
            const TextRange at = findWords(rest, pattern);
            if (at.begin >= 0 && isDenied(rest, at.begin) == wanted)
                return true;
        }
    }
    return false;
}

DialogueChecker::DialogueChecker(const PhraseBook& book) : m_finder(book)
{
    static const QJsonDocument phrases =
        QJsonDocument::fromJson(resourceContent(QStringLiteral("checks/role-phrases.json")));
    m_userLikeSystem = foldedPhrases(phrases[QStringLiteral("user_like_system")]);
    m_systemLikeUser = foldedPhrases(phrases[QStringLiteral("system_like_user")]);
}

DialogueChecks DialogueChecker::check(const Dialogue& dialogue, const Plan* plan)
{
    Pass pass{dialogue, plan, m_finder, {}, {}};
    for (const Turn& turn : dialogue.turns)
        pass.folded << foldedText(turn.text);
    pass.leaks();
    for (int i = 0; i < dialogue.turns.size(); ++i) {
        pass.roles(i, dialogue.turns[i].role == Role::User ? m_userLikeSystem : m_systemLikeUser);
        pass.tracks(i);
        pass.mentions(i);
        if (plan)
            pass.plannedGenre(i);
        else
            pass.unplannedGenre(i);
        pass.contradictions(i);
    }
    std::stable_sort(pass.result.findings.begin(), pass.result.findings.end(),
                     [](const Finding& a, const Finding& b) { return a.turn < b.turn; });
    return pass.result;
}

} // namespace antiphon
