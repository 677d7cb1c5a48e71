// Memos and theory of the coding station in their states.
#include "core/coding/coderstore.h"
#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/coding/memoliststore.h"
#include "core/coding/memostore.h"
#include "core/coding/theorystore.h"
#include "core/storage/edithistory.h"
#include "tests/gallery/gallery.h"
#include "ui/coding/axialcanvas.h"

#include <QTest>

namespace antiphon::gallery {

namespace {

CodeId codeNamed(const QList<Code>& codes, const char* name)
{
    for (const Code& code : codes) {
        if (code.name == QLatin1String(name))
            return code.id;
    }
    return {};
}

Result<void> addTheory(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(const QList<Code> codes, readCodes(connection));
    struct Row
    {
        const char* source;
        RelationKind kind;
        const char* target;
        const char* note;
    };
    const Row rows[] = {
        {"initial_query", RelationKind::Condition, "passive_recommend", ""},
        {"theme", RelationKind::Context, "initial_query", "mostly in the first turn"},
        {"mood", RelationKind::PropertyOf, "theme", ""},
        {"detail_attribute_request", RelationKind::Action, "initial_query", ""},
        {"add_filter", RelationKind::Consequence, "detail_attribute_request", "88 of 100 replies"},
        {"passive_recommend", RelationKind::Condition, "accept_response", ""},
        {"passive_recommend", RelationKind::Condition, "reject_response", ""},
        {"sympathetic_response", RelationKind::Action, "accept_response", ""},
        {"remove_filter", RelationKind::Consequence, "reject_response", ""}};
    for (const Row& row : rows)
        ANTIPHON_TRY(addRelation(connection, {{},
                                              codeNamed(codes, row.source),
                                              codeNamed(codes, row.target),
                                              row.kind,
                                              QString::fromUtf8(row.note),
                                              0}));
    const CodeId filter = codeNamed(codes, "add_filter");
    for (const auto& [name, low, high] : {std::tuple("precision", "a hint", "a named track"),
                                          std::tuple("pace", "one a turn", "all at once")})
        ANTIPHON_TRY(addProperty(
            connection, {{}, filter, QLatin1String(name), QLatin1String(low), QLatin1String(high), {}, 0}));
    return setCoreCategory(connection, filter);
}

Result<void> addMemos(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(const QList<Code> codes, readCodes(connection));
    ANTIPHON_TRY_ASSIGN(const QString name, chosenCoder(connection));
    ANTIPHON_TRY_ASSIGN(const QList<Coder> coders, allCoders(connection));
    ANTIPHON_TRY_ASSIGN(const Coder coder, ensureCoder(connection, !name.isEmpty()    ? name
                                                                   : coders.isEmpty() ? QStringLiteral("ada")
                                                                                      : coders.first().name));
    ANTIPHON_TRY_ASSIGN(const auto coded, codedTurns(connection, {}));
    struct Row
    {
        MemoAnchor anchor;
        MemoKind kind;
        const char* title;
        const char* text;
    };
    QList<Row> rows{
        {{MemoTarget::Journal, {}, {}},
         MemoKind::Methodological,
         "First afternoon",
         "Forty dialogues. The boundary between continue and accept is where I hesitate most."},
        {{MemoTarget::Code, codeNamed(codes, "accept_response").bytes(), {}},
         MemoKind::Definition,
         "",
         "Saying thanks alone is acceptance only when no new wish follows in the same breath."},
        {{MemoTarget::Project, {}, {}},
         MemoKind::Storyline,
         "",
         "People do not ask for music; they take away what does not fit until something stays. Each reply is "
         "answered by one more filter."},
        {{MemoTarget::Journal, {}, {}},
         MemoKind::Theoretical,
         "Thanks soften refusals",
         "Taking back a mood often comes with thanks. The refusal is wrapped: first the praise for the list, "
         "then the condition that would have excluded most of it.\n\nIf this holds, reject_response should "
         "be "
         "rarer after a sympathetic reply."}};
    if (!coded.isEmpty())
        rows.insert(1, Row{{MemoTarget::Turn, coded.first().place.turn.bytes(), {}},
                           MemoKind::None,
                           "",
                           "Two artists in one breath: one filter or two?"});
    MemoId last;
    MemoId first;
    TimePoint at = now() - 86'400'000;
    for (const Row& row : rows) {
        Memo memo = memoOn(row.anchor, coder.id);
        memo.kind = row.kind;
        memo.title = QString::fromUtf8(row.title);
        memo.text = QString::fromUtf8(row.text);
        memo.createdAt = memo.changedAt = at += 3'000'000;
        ANTIPHON_TRY_ASSIGN(last, addMemo(connection, memo));
        if (first.isNull())
            first = last;
    }
    for (const CodedTurn& turn : coded.mid(0, 3))
        ANTIPHON_TRY(linkMemo(connection, last, {MemoTarget::Turn, turn.place.turn.bytes(), {}}));
    ANTIPHON_TRY(
        linkMemo(connection, last, {MemoTarget::Code, codeNamed(codes, "reject_response").bytes(), {}}));
    ANTIPHON_TRY(linkMemo(connection, first, {MemoTarget::Memo, last.bytes(), {}}));
    return {};
}

Result<void> addBoth(const Connection& connection)
{
    return EditHistory(connection)
        .record({QStringLiteral("ada")}, QStringLiteral("Pose"), [&]() -> Result<void> {
            ANTIPHON_TRY(addMemos(connection));
            return addTheory(connection);
        });
}

void openCanvas(Stage& stage)
{
    stage.go(QStringLiteral("code"), QStringLiteral("theory/axial"));
    stage.settle();
    if (auto* canvas = stage.window.findChild<AxialCanvas*>()) {
        canvas->setFocus();
        stage.press(Qt::Key_Right, {});
        stage.press(Qt::Key_Right, {});
    }
}

} // namespace

QList<State> theoryStates()
{
    return {{QStringLiteral("code-memos"), Project::Sample, addBoth,
             [](Stage& stage) {
                 stage.go(QStringLiteral("code"), QStringLiteral("memos"));
                 stage.settle();
             }},
            {QStringLiteral("code-memos-empty"),
             Project::Sample,
             {},
             [](Stage& stage) { stage.go(QStringLiteral("code"), QStringLiteral("memos")); }},
            {QStringLiteral("code-memos-new"), Project::Sample, addBoth,
             [](Stage& stage) {
                 stage.go(QStringLiteral("code"), QStringLiteral("memos/new"));
                 stage.settle();
             }},
            {QStringLiteral("code-axial"), Project::Sample, addBoth,
             [](Stage& stage) {
                 openCanvas(stage);
                 stage.press(Qt::Key_Tab, {});
             }},
            {QStringLiteral("code-axial-relate"), Project::Sample, addBoth,
             [](Stage& stage) {
                 openCanvas(stage);
                 stage.press(Qt::Key_R, {});
                 QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("fil"));
                 stage.settle();
             }},
            {QStringLiteral("code-axial-table"), Project::Sample, addBoth,
             [](Stage& stage) {
                 openCanvas(stage);
                 stage.press(Qt::Key_T, {});
             }},
            {QStringLiteral("code-axial-empty"),
             Project::Sample,
             {},
             [](Stage& stage) { stage.go(QStringLiteral("code"), QStringLiteral("theory/axial")); }},
            {QStringLiteral("code-selective"), Project::Sample, addBoth, [](Stage& stage) {
                 stage.go(QStringLiteral("code"), QStringLiteral("theory/selective"));
                 stage.settle();
             }}};
}

} // namespace antiphon::gallery
