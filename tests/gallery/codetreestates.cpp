// The codebook as a tree, and what is done to it.
#include "core/coding/codetreestore.h"
#include "core/storage/edithistory.h"
#include "tests/gallery/gallery.h"
#include "ui/coding/codebookpane.h"
#include "ui/coding/codetreeview.h"
#include "ui/coding/codingview.h"
#include "ui/coding/incidentmodel.h"
#include "ui/coding/incidentpage.h"

#include <QLineEdit>
#include <QTest>

namespace antiphon::gallery {

namespace {

constexpr int categories = 12;
constexpr int codesInEach = 14;

// 200 codes more, in categories of two levels; one of them shown under a second one.
Result<void> growTree(const Connection& connection)
{
    const QStringList things{QStringLiteral("party"), QStringLiteral("memory"), QStringLiteral("voice"),
                             QStringLiteral("work"),  QStringLiteral("travel"), QStringLiteral("rain"),
                             QStringLiteral("dance")};
    return EditHistory(connection)
        .record({QStringLiteral("ada")}, QStringLiteral("Grow"), [&]() -> Result<void> {
            CodeId before;
            for (int c = 0; c < categories; ++c) {
                Code category;
                category.facet = Facet::Free;
                category.name = QStringLiteral("theme %1").arg(c + 1);
                category.codable = false;
                category.colour = c % codeColours;
                ANTIPHON_TRY_ASSIGN(const CodeId id, addCodeAt(connection, category, {Facet::Free, {}, -1}));
                for (int i = 0; i < codesInEach; ++i) {
                    Code code;
                    code.name =
                        QStringLiteral("%1 %2.%3").arg(things[i % things.size()]).arg(c + 1).arg(i + 1);
                    code.colour = (c + i) % codeColours;
                    code.definition = QStringLiteral("What is said about %1.").arg(things[i % things.size()]);
                    ANTIPHON_TRY_ASSIGN(const CodeId made,
                                        addCodeAt(connection, code, {Facet::Free, id, -1}));
                    if (i == 3 && !before.isNull())
                        ANTIPHON_TRY(addCodeReferences(connection, {before}, {Facet::Free, id, 2}));
                    if (i == 4)
                        ANTIPHON_TRY(moveCodes(connection, {{made, {}}}, {Facet::Free, before, -1}));
                    if (i == 3)
                        before = made;
                }
            }
            return {};
        });
}

CodingView& openStation(Stage& stage)
{
    stage.go(QStringLiteral("code"), {});
    stage.settle();
    return *stage.window.findChild<CodingView*>();
}

// Chooses codes of these names, the last in hand.
void choose(CodingView& view, const QStringList& names)
{
    CodeTree* tree = view.codebook().tree();
    tree->setFocus();
    QItemSelection selection;
    for (const Code& code : view.desk().codes()) {
        const QModelIndex index = tree->rows()->indexOf(code.id);
        if (!names.contains(code.name))
            continue;
        if (code.name == names.last())
            tree->setCurrentIndex(index);
        selection.select(index, index);
    }
    tree->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

const QStringList twoIntents{QStringLiteral("accept_response"), QStringLiteral("add_filter")};

} // namespace

QList<State> codeTreeStates()
{
    return {{QStringLiteral("code-tree"), Project::Sample, growTree,
             [](Stage& stage) {
                 CodingView& view = openStation(stage);
                 choose(view, {QStringLiteral("memory 2.2"), QStringLiteral("voice 2.3")});
                 view.codebook().tree()->scrollTo(view.codebook().tree()->currentIndex(),
                                                  QAbstractItemView::PositionAtCenter);
                 stage.press(Qt::Key_X, Qt::ControlModifier);
             }},
            {QStringLiteral("code-tree-filter"), Project::Sample, growTree,
             [](Stage& stage) {
                 openStation(stage).codebook().filterCodes();
                 QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("party"));
                 QTest::qWait(250);
                 stage.settle();
             }},
            {QStringLiteral("code-merge"),
             Project::Sample,
             {},
             [](Stage& stage) {
                 choose(openStation(stage), twoIntents);
                 stage.press(Qt::Key_M, Qt::ControlModifier);
             }},
            {QStringLiteral("code-incidents"),
             Project::Sample,
             {},
             [](Stage& stage) {
                 choose(openStation(stage), {QStringLiteral("add_filter")});
                 stage.go(QStringLiteral("code"), QStringLiteral("incidents"));
             }},
            {QStringLiteral("code-split"), Project::Sample, {}, [](Stage& stage) {
                 CodingView& view = openStation(stage);
                 choose(view, {QStringLiteral("add_filter")});
                 stage.press(Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
                 if (auto* page = view.findChild<IncidentPage*>()) {
                     auto* model = page->findChild<IncidentModel*>();
                     model->setTicked(model->ids().mid(1, 3), Qt::Checked);
                     for (auto* field : page->findChildren<QLineEdit*>()) {
                         if (field->accessibleName() == QStringLiteral("Name of the new code"))
                             field->setText(QStringLiteral("add_artist"));
                     }
                 }
                 stage.settle();
             }}};
}

} // namespace antiphon::gallery
