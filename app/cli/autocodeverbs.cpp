#include "app/cli/scope.h"
#include "app/cli/verbs.h"
#include "core/coding/autocode.h"
#include "core/coding/coderstore.h"
#include "core/coding/codestore.h"
#include "core/corpus/corpusstore.h"

namespace antiphon::cli {

namespace {

Result<Code> codeNamed(const Connection& connection, const QString& name, std::optional<Role> role)
{
    ANTIPHON_TRY_ASSIGN(const QList<Code> codes, readCodes(connection));
    if (role)
        return codeCalled(codes, name, *role);
    auto code = codeCalled(codes, name, Role::User);
    return code ? code : codeCalled(codes, name, Role::System);
}

Result<AutocodeRule> ruleOf(const Call& call, const Connection& connection)
{
    AutocodeRule rule;
    rule.pattern = call.arguments.positional.first();
    const QString kind = call.arguments.value(QStringLiteral("as"), QStringLiteral("words"));
    const auto known = patternFromWord(kind);
    if (!known)
        return fail(ErrorCode::InvalidValue, QStringLiteral("--as %1").arg(kind),
                    QStringLiteral("text, words or regex is needed"));
    rule.kind = *known;
    if (call.arguments.has(QStringLiteral("exact-case")))
        rule.letterCase = Qt::CaseSensitive;
    if (const QString role = call.arguments.value(QStringLiteral("role")); !role.isEmpty()) {
        rule.role = roleFromWord(role);
        if (!rule.role)
            return fail(ErrorCode::InvalidValue, QStringLiteral("--role %1").arg(role),
                        QStringLiteral("user or system is needed"));
    }
    const QString target = call.arguments.value(QStringLiteral("target"), QStringLiteral("turn"));
    if (target != QLatin1String("turn") && target != QLatin1String("span"))
        return fail(ErrorCode::InvalidValue, QStringLiteral("--target %1").arg(target),
                    QStringLiteral("turn or span is needed"));
    rule.target = target == QLatin1String("span") ? TargetKind::Span : TargetKind::Turn;
    ANTIPHON_TRY_ASSIGN(rule.source, sourceAsked(call, connection));
    ANTIPHON_TRY_ASSIGN(const Code code,
                        codeNamed(connection, call.arguments.value(QStringLiteral("code")), rule.role));
    rule.code = code.id;
    ANTIPHON_TRY_ASSIGN(const auto coder,
                        coderByName(connection, call.arguments.value(QStringLiteral("coder"))));
    if (coder)
        ANTIPHON_TRY(mayTellOf(connection, *coder));
    rule.coder = coder.value_or(Coder()).id;
    return rule;
}

Result<Answer> autocode(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const AutocodeRule rule, ruleOf(call, connection));
    ANTIPHON_TRY_ASSIGN(const AutocodePreview preview,
                        previewAutocode(connection, rule, call.cancel, call.progress));
    const bool dry = call.arguments.has(QStringLiteral("dry-run"));
    qint64 added = 0;
    if (!dry) {
        ANTIPHON_TRY_ASSIGN(added, applyAutocode(connection, call.actor, rule,
                                                 call.arguments.value(QStringLiteral("coder")),
                                                 preview.matches, call.cancel, call.progress));
    }
    Answer answer;
    answer.json = {{QStringLiteral("pattern"), describeRule(rule)},
                   {QStringLiteral("turns"), preview.turns},
                   {QStringLiteral("matches"), preview.matches.size()},
                   {QStringLiteral("unchanged"), preview.coded},
                   {QStringLiteral("codings"), added}};
    answer.text = QStringLiteral("%L1 matches in %L2 turns, %L3 of them coded already; %L4 codings added: ")
                      .arg(preview.matches.size())
                      .arg(preview.turns)
                      .arg(preview.coded)
                      .arg(added) +
                  describeRule(rule) + QLatin1Char('\n');
    constexpr int shown = 10;
    for (const AutocodeSample& sample : preview.samples.mid(0, dry ? shown : 0))
        answer.text += QStringLiteral("  %1: %2\n").arg(sample.dialogue, sample.text.simplified());
    return answer;
}

} // namespace

QList<Verb> autocodeVerbs()
{
    return {{{QStringLiteral("autocode")},
             QStringLiteral("PATTERN"),
             1,
             1,
             QStringLiteral("code every turn that a text or an expression fits, as one act"),
             QStringLiteral("antiphon-cli autocode \"rock|metal\" --as regex --code genre --coder ada "
                            "--project evening.antiphon"),
             {{QStringLiteral("as"), QStringLiteral("KIND"),
               QStringLiteral("words (the default), text (anywhere) or regex"), false},
              {QStringLiteral("exact-case"), {}, QStringLiteral("capitals matter"), false},
              {QStringLiteral("role"), QStringLiteral("ROLE"), QStringLiteral("only user or system turns"),
               false},
              {QStringLiteral("target"), QStringLiteral("WHAT"),
               QStringLiteral("turn (the default), or span for the words that fit"), false},
              {QStringLiteral("code"), QStringLiteral("CODE"), QStringLiteral("a code's name, or facet:name"),
               true},
              {QStringLiteral("coder"), QStringLiteral("NAME"), QStringLiteral("who codes"), true},
              {QStringLiteral("source"), QStringLiteral("NAME"),
               QStringLiteral("only dialogues of this source"), false},
              {QStringLiteral("dry-run"), {}, QStringLiteral("only say what would be coded"), false}},
             autocode}};
}

} // namespace antiphon::cli
