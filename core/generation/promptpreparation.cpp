#include "core/generation/promptpreparation.h"

#include "core/base/random.h"
#include "core/coding/codebookimport.h"
#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/corpus/corpusstore.h"
#include "core/generation/promptslots.h"
#include "core/storage/blinding.h"
#include "core/taxonomy/taxonomystore.h"

namespace antiphon {

namespace {

const QString examplesSubject = QStringLiteral("the examples of the prompt");

void addDefinitions(QHash<QString, QString>& definitions, const Code& code)
{
    const QString key = facetWord(code.facet) + QLatin1Char('/') + code.name;
    if (const QString text = code.definition.simplified(); !text.isEmpty() && !definitions.contains(key))
        definitions.insert(key, text);
}

Result<QHash<QString, QString>> definitionsOf(const Connection& connection, const QString& taxonomy)
{
    QHash<QString, QString> definitions;
    if (taxonomy.isEmpty()) {
        ANTIPHON_TRY_ASSIGN(const QList<Code> codes, readCodes(connection));
        for (const Code& code : codes)
            addDefinitions(definitions, code);
    } else {
        ANTIPHON_TRY_ASSIGN(const TaxonomyVersion version, taxonomyCalled(connection, taxonomy));
        for (const Code& code : version.content.codebook.codes)
            addDefinitions(definitions, code);
    }
    ANTIPHON_TRY_ASSIGN(const QList<CodebookEntry> shipped, startingCodebook());
    for (const CodebookEntry& entry : shipped)
        addDefinitions(definitions, entry.code);
    return definitions;
}

// What a coder said of a turn: labels, and the types of attributes with the words that they lie on.
struct TurnLabels
{
    QStringList labels;
    QStringList attributes;
};

using CodedDialogue = QHash<int, TurnLabels>; // by position

void addOnce(QStringList& list, const QString& text)
{
    if (!list.contains(text))
        list << text;
}

void enter(TurnLabels& turn, const CodedTurn& coded)
{
    if (coded.code.facet == Facet::Attribute)
        addOnce(turn.attributes,
                coded.target.span
                    ? QStringLiteral("%1 \"%2\"").arg(coded.code.name, coded.quote().simplified())
                    : coded.code.name);
    else if (coded.code.facet != Facet::Free)
        addOnce(turn.labels, coded.code.name);
}

TurnLabels recordLabels(const Turn& turn)
{
    TurnLabels labels{turn.intents, {}};
    for (const QString& attribute : turn.attributes) {
        if (isNameable(attribute))
            labels.attributes << QStringLiteral("%1 \"%2\"").arg(typeOf(attribute), valueOf(attribute));
    }
    return labels;
}

QString exampleTurn(const Turn& turn, const TurnLabels& labels, int number, bool intents)
{
    QString line = QStringLiteral("%1. %2").arg(QString::number(number), roleInWords(turn.role));
    if (intents && !labels.labels.isEmpty())
        line += QStringLiteral(": ") + labels.labels.join(QStringLiteral(", "));
    if (!labels.attributes.isEmpty())
        line += QStringLiteral("; names: ") + labels.attributes.join(QStringLiteral(", "));
    return line + QStringLiteral("\n   ") + turn.text.simplified();
}

QString exampleText(const Dialogue& dialogue, const CodedDialogue* coded, int number, bool intents)
{
    QStringList lines{QStringLiteral("Example %1").arg(number)};
    for (int i = 0; i < dialogue.turns.size(); ++i) {
        const Turn& turn = dialogue.turns.at(i);
        const TurnLabels labels = coded ? coded->value(i) : recordLabels(turn);
        lines << exampleTurn(turn, labels, i + 1, intents);
    }
    return lines.join(QLatin1Char('\n'));
}

Result<Source> sourceOfExamples(const Connection& connection, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(const QList<Source> sources, readySources(connection));
    QStringList names;
    for (const Source& source : sources) {
        if (name.isEmpty() ? source.kind == SourceKind::Corpus : source.name == name)
            return source;
        names << source.name;
    }
    return fail(ErrorCode::NotFound, examplesSubject,
                name.isEmpty() ? QStringLiteral("the project has no corpus to draw them from")
                               : QStringLiteral("there is no source \"%1\"; there are %2")
                                     .arg(name, names.join(QStringLiteral(", "))));
}

// The dialogues that examples may be, in the order of the source, and what was coded there.
struct Ground
{
    QList<DialogueId> dialogues;
    QHash<DialogueId, CodedDialogue> codings;
    bool isCoded = false;
};

Result<Ground> groundOf(const Connection& connection, const ExampleChoice& choice)
{
    ANTIPHON_TRY_ASSIGN(const Source source, sourceOfExamples(connection, choice.source));
    Ground ground;
    if (choice.coder.isEmpty()) {
        ANTIPHON_TRY_ASSIGN(ground.dialogues, dialogueIds(connection, source.id));
        return ground;
    }
    ANTIPHON_TRY_ASSIGN(const auto coder, coderByName(connection, choice.coder));
    if (!coder)
        return fail(ErrorCode::NotFound, examplesSubject,
                    QStringLiteral("there is no coder \"%1\"").arg(choice.coder));
    ANTIPHON_TRY_ASSIGN(const auto sole, soleCoder(connection));
    if (sole && *sole != coder->id.bytes())
        return fail(
            ErrorCode::NotPossible, examplesSubject,
            QStringLiteral("the coder in hand is blind and may not see codings of %1").arg(choice.coder));
    CodedTurnQuery query;
    query.coder = coder->id;
    query.source = source.id;
    ANTIPHON_TRY_ASSIGN(const QList<CodedTurn> turns, codedTurns(connection, query));
    ground.isCoded = true;
    for (const CodedTurn& turn : turns) {
        if (turn.place.turn.isNull())
            continue;
        if (!ground.codings.contains(turn.place.dialogue))
            ground.dialogues << turn.place.dialogue;
        enter(ground.codings[turn.place.dialogue][turn.place.position], turn);
    }
    return ground;
}

Result<QStringList> drawnExamples(const Connection& connection, const PromptVersion& prompt, int wanted)
{
    ANTIPHON_TRY_ASSIGN(const Ground ground, groundOf(connection, prompt.examples));
    if (ground.dialogues.size() < wanted)
        return fail(ErrorCode::NotPossible, examplesSubject,
                    QStringLiteral("it asks for %1 and there are %2")
                        .arg(QString::number(wanted), QString::number(ground.dialogues.size())));
    Random random(prompt.examples.seed);
    QStringList texts;
    ANTIPHON_TRY_ASSIGN(DialogueReader reader, DialogueReader::open(connection));
    for (const quint64 place :
         random.sample(static_cast<quint64>(ground.dialogues.size()), static_cast<quint64>(wanted))) {
        const DialogueId id = ground.dialogues.at(static_cast<qsizetype>(place));
        ANTIPHON_TRY_ASSIGN(const Dialogue dialogue, reader.read(id));
        const CodedDialogue coded = ground.codings.value(id);
        texts << exampleText(dialogue, ground.isCoded ? &coded : nullptr, static_cast<int>(texts.size()) + 1,
                             prompt.intents);
    }
    return texts;
}

} // namespace

Result<PromptVersion> preparedPrompt(const Connection& connection, PromptVersion prompt,
                                     const QString& taxonomy)
{
    ANTIPHON_TRY_ASSIGN(prompt.definitions, definitionsOf(connection, taxonomy));
    if (const int wanted = examplesAsked(prompt); wanted > 0) {
        ANTIPHON_TRY_ASSIGN(prompt.exampleTexts, drawnExamples(connection, prompt, wanted));
    }
    return prompt;
}

} // namespace antiphon
