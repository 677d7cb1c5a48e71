#include "core/generation/prompt.h"

#include "core/generation/promptslots.h"
#include "resources/resources.h"

#include <QJsonArray>
#include <QSet>

namespace antiphon {

namespace {

const QString none = QStringLiteral("none");
const QString stillOpen(QChar(0xFFFF)); // where the texts so far will stand; no character

QString orNone(const QString& text)
{
    return text.isEmpty() ? none : text;
}

// The definitions of labels, a line each, in the order in which they come.
class DefinitionList
{
public:
    explicit DefinitionList(const PromptVersion& prompt) : m_prompt(prompt) {}
    void addTurn(const PlanTurn& turn)
    {
        const QString facet = turn.role == Role::User ? QStringLiteral("intent") : QStringLiteral("action");
        if (m_prompt.intents) {
            for (const QString& label : turn.intents)
                add(facet, label);
        }
        for (const QString& type : typesNamed(turn))
            add(QStringLiteral("attribute"), type);
        if (m_prompt.intents && !turn.askedType.isEmpty())
            add(QStringLiteral("attribute"), turn.askedType);
    }
    QString text() const { return m_lines.join(QLatin1Char('\n')); }

private:
    void add(const QString& facet, const QString& label)
    {
        const QString key = facet + QLatin1Char('/') + label;
        const QString definition = m_prompt.definitions.value(key);
        if (m_seen.contains(key) || definition.isEmpty())
            return;
        m_seen.insert(key);
        m_lines << QStringLiteral("%1: %2").arg(label, definition);
    }
    const PromptVersion& m_prompt;
    QSet<QString> m_seen;
    QStringList m_lines;
};

QString shownExamples(const PromptVersion& prompt, int number)
{
    return prompt.exampleTexts.mid(0, std::max(1, number)).join(QStringLiteral("\n\n"));
}

struct Given
{
    const PromptVersion& prompt;
    const Plan& plan;
    const TrackFacts& tracks;
    const PhraseBook& book;
};

QString wholeValue(const Given& given, const SlotPlace& slot)
{
    if (slot.name == QLatin1String("plan"))
        return planInWords(given.plan, given.tracks, given.book, given.prompt.detail());
    if (slot.name == QLatin1String("count"))
        return QString::number(given.plan.turns.size());
    if (slot.name == QLatin1String("turns"))
        return rolesInWords(given.plan);
    if (slot.name == QLatin1String("intents"))
        return orNone(intentsInWords(given.plan));
    if (slot.name == QLatin1String("actions"))
        return orNone(actionsInWords(given.plan));
    if (slot.name == QLatin1String("attributes"))
        return orNone(attributesInWords(given.plan, given.book, given.prompt.detail()));
    if (slot.name == QLatin1String("tracks"))
        return orNone(tracksInWords(given.plan, given.tracks));
    if (slot.name == QLatin1String("examples"))
        return orNone(shownExamples(given.prompt, slot.number));
    DefinitionList definitions(given.prompt);
    for (const PlanTurn& turn : given.plan.turns)
        definitions.addTurn(turn);
    return orNone(definitions.text());
}

QString writtenSoFar(const QList<TurnStep>& steps, const QStringList& texts)
{
    QStringList lines;
    for (int i = 0; i < texts.size(); ++i)
        lines << QStringLiteral("%1: %2").arg(roleInWords(steps.at(i).role), texts.at(i));
    return lines.isEmpty() ? QStringLiteral("(nothing yet: this turn begins the dialogue)")
                           : lines.join(QLatin1Char('\n'));
}

QString turnValue(const Given& given, int index, const SlotPlace& slot)
{
    const PlanTurn& turn = given.plan.turns.at(index);
    const bool isUser = turn.role == Role::User;
    const QString labels = orNone(turn.intents.join(QStringLiteral(", ")));
    if (slot.name == QLatin1String("turn"))
        return turnInWords(given.plan, index, given.tracks, given.book, given.prompt.detail());
    if (slot.name == QLatin1String("so_far"))
        return stillOpen;
    if (slot.name == QLatin1String("role"))
        return roleInWords(turn.role);
    if (slot.name == QLatin1String("count"))
        return QString::number(given.plan.turns.size());
    if (slot.name == QLatin1String("intents"))
        return isUser ? labels : none;
    if (slot.name == QLatin1String("actions"))
        return isUser ? none : labels;
    if (slot.name == QLatin1String("attributes"))
        return orNone(attributesOfTurn(given.plan, index, given.book, given.prompt.detail()));
    if (slot.name == QLatin1String("tracks"))
        return orNone(tracksOfTurn(given.plan, index, given.tracks, given.book));
    if (slot.name == QLatin1String("examples"))
        return orNone(shownExamples(given.prompt, slot.number));
    DefinitionList definitions(given.prompt);
    definitions.addTurn(turn);
    return orNone(definitions.text());
}

QList<ChatMessage> messages(const PromptVersion& prompt,
                            const std::function<QString(const SlotPlace&)>& value)
{
    return {{QStringLiteral("system"), filledSlots(prompt.system, value)},
            {QStringLiteral("user"), filledSlots(prompt.user, value)}};
}

const QJsonObject textType{{QStringLiteral("type"), QStringLiteral("string")}};

QJsonObject objectType(const QJsonObject& properties, const QJsonArray& required)
{
    return {{QStringLiteral("type"), QStringLiteral("object")},
            {QStringLiteral("properties"), properties},
            {QStringLiteral("required"), required},
            {QStringLiteral("additionalProperties"), false}};
}

} // namespace

QStringList shippedPromptNames()
{
    return {QStringLiteral("whole-dialogue"), QStringLiteral("turn-by-turn"),
            QStringLiteral("whole-dialogue-no-intents"), QStringLiteral("turn-by-turn-no-intents")};
}

QByteArray shippedPromptText(const QString& name)
{
    return shippedPromptNames().contains(name) ? resourceContent(QStringLiteral("prompts/%1.txt").arg(name))
                                               : QByteArray();
}

Result<PromptVersion> shippedPrompt(const QString& label)
{
    const QStringList names = shippedPromptNames();
    const QString name = label.isEmpty() ? names.first() : label.section(QLatin1Char('@'), 0, 0);
    const QString version = label.section(QLatin1Char('@'), 1);
    const auto missing = [&] {
        return fail(ErrorCode::NotFound, QStringLiteral("the prompt \"%1\"").arg(label),
                    QStringLiteral("there are %1").arg(names.join(QStringLiteral(", "))));
    };
    if (!names.contains(name))
        return missing();
    ANTIPHON_TRY_ASSIGN(const PromptVersion prompt, parsePrompt(name, shippedPromptText(name)));
    if (!version.isEmpty() && version != QString::number(prompt.version))
        return missing();
    return prompt;
}

QList<ChatMessage> wholeMessages(const PromptVersion& prompt, const Plan& plan, const TrackFacts& tracks,
                                 const PhraseBook& book)
{
    const Given given{prompt, plan, tracks, book};
    return messages(prompt, [&given](const SlotPlace& slot) { return wholeValue(given, slot); });
}

TurnStep turnStep(const PromptVersion& prompt, const Plan& plan, int turn, const TrackFacts& tracks,
                  const PhraseBook& book)
{
    const Given given{prompt, plan, tracks, book};
    const auto value = [&](const SlotPlace& slot) { return turnValue(given, turn, slot); };
    return {plan.turns.at(turn).role, filledSlots(prompt.system, value), filledSlots(prompt.user, value)};
}

QList<ChatMessage> turnMessages(const QList<TurnStep>& steps, const QStringList& soFar)
{
    TurnStep step = steps.at(soFar.size());
    const QString written = writtenSoFar(steps, soFar);
    return {{QStringLiteral("system"), step.system.replace(stillOpen, written)},
            {QStringLiteral("user"), step.user.replace(stillOpen, written)}};
}

ReplySchema dialogueSchema()
{
    const QJsonObject role{
        {QStringLiteral("type"), QStringLiteral("string")},
        {QStringLiteral("enum"), QJsonArray{QStringLiteral("user"), QStringLiteral("system")}}};
    const QJsonObject turn = objectType({{QStringLiteral("role"), role}, {QStringLiteral("text"), textType}},
                                        {QStringLiteral("role"), QStringLiteral("text")});
    const QJsonObject turns{{QStringLiteral("type"), QStringLiteral("array")},
                            {QStringLiteral("items"), turn}};
    return {QStringLiteral("dialogue"),
            objectType({{QStringLiteral("turns"), turns}}, {QStringLiteral("turns")})};
}

ReplySchema textSchema()
{
    return {QStringLiteral("turn"),
            objectType({{QStringLiteral("text"), textType}}, {QStringLiteral("text")})};
}

QList<ChatMessage> repairMessages(const QList<ChatMessage>& asked, const QString& reply, const QString& error,
                                  const PromptVersion& prompt, qsizetype turns)
{
    const QString repair = filledSlots(prompt.repair, [&](const SlotPlace& slot) {
        return slot.name == QLatin1String("error") ? error : QString::number(turns);
    });
    QList<ChatMessage> messages = asked;
    messages << ChatMessage{QStringLiteral("assistant"), reply}
             << ChatMessage{QStringLiteral("user"), repair};
    return messages;
}

} // namespace antiphon
