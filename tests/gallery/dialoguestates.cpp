// The dialogue view by itself: what no sample project shows at once.
#include "tests/gallery/gallery.h"
#include "ui/widgets/dialogueview.h"

namespace antiphon::gallery {

namespace {

DialogueStripe stripe(int begin, int end, const QString& name, int colour)
{
    DialogueStripe made{TextSpan{begin, end}, name, colour};
    made.toolTip = name;
    return made;
}

// On the first place where the words stand; the text is of plain characters.
DialogueStripe on(const QString& text, const QString& words, const QString& name, int colour)
{
    const auto begin = static_cast<int>(text.indexOf(words));
    return stripe(begin, begin + static_cast<int>(words.size()), name, colour);
}

DialogueStripe whole(const QString& name, int colour, const QString& key)
{
    DialogueStripe made;
    made.text = name;
    made.colour = colour;
    made.key = key;
    return made;
}

DialogueStripe ghost(int begin, int end, const QString& name, int colour)
{
    DialogueStripe made = stripe(begin, end, name, colour);
    made.style = ChipStyle::Ghost;
    return made;
}

DialogueTurn said(Speaker speaker, const QString& text, QList<DialogueStripe> stripes = {},
                  QList<DialogueChip> chips = {})
{
    DialogueTurn turn{speaker, text};
    turn.stripes = std::move(stripes);
    turn.chips = std::move(chips);
    return turn;
}

DialogueDocument codedDialogue()
{
    DialogueDocument document;
    document.chips = {{QStringLiteral("weekend listening"), 6}, {QStringLiteral("taste is explained"), 3}};
    const QString wish =
        QStringLiteral("Something warm for a Sunday morning while I make pancakes. My grandmother used to "
                       "hum the old soul records, so those would make me happy, but nothing too sad.");
    document.turns << said(Speaker::User, wish,
                           {on(wish, QStringLiteral("warm"), QStringLiteral("mood"), 5),
                            on(wish, QStringLiteral("Sunday morning"), QStringLiteral("time of day"), 4),
                            on(wish, QStringLiteral("for a Sunday morning while I make pancakes"),
                               QStringLiteral("occasion of listening"), 0),
                            on(wish, QStringLiteral("My grandmother used to hum the old soul records"),
                               QStringLiteral("memory of a person"), 3),
                            on(wish, QStringLiteral("old soul records"), QStringLiteral("genre"), 2),
                            on(wish, QStringLiteral("nothing too sad"), QStringLiteral("negative mood"), 1)},
                           {{QStringLiteral("initial_query"), 0}, {QStringLiteral("add_filter"), 1}});
    document.turns[0].stripes[3].current = true;
    document.turns << said(Speaker::System, QStringLiteral("Lovely idea. Soul, or more on the folk side?"),
                           {whole(QStringLiteral("negotiating the genre"), 6, QStringLiteral("x1"))},
                           {{QStringLiteral("detail_attribute_request"), 1}});
    document.turns << said(Speaker::User, QStringLiteral("Soul, please. The older the better."),
                           {whole(QStringLiteral("negotiating the genre"), 6, QStringLiteral("x1")),
                            ghost(14, 34, QStringLiteral("year 0.83"), 7)},
                           {{QStringLiteral("remove_filter 0.81"), -1, ChipStyle::Ghost}});
    document.turns << said(Speaker::System, QStringLiteral("Here are ten soul records from the sixties."));
    document.turns[3].tracks = {QStringLiteral("A Change Is Gonna Come – Sam Cooke"),
                                QStringLiteral("Tramp – Otis Redding"),
                                QStringLiteral("Respect – Aretha Franklin")};
    document.turns << said(
        Speaker::User, QString::fromUtf8("أريد أغاني هادئة من الستينات مع صوت دافئ 🎷 please"),
        {stripe(5, 17, QStringLiteral("calm"), 2), stripe(12, 28, QStringLiteral("year"), 7)});
    document.turns << said(
        Speaker::User,
        QString::fromUtf8(
            "👩🏽‍🎤👩🏽‍🎤 cafe\xcc\x81 music, no\xcc\x88isy or 静かな曲?"),
        {stripe(0, 8, QStringLiteral("artist"), 1), stripe(9, 14, QStringLiteral("place"), 0)});
    document.turns[4].marks = {{{0, 4}, MarkKind::Hit}};
    return document;
}

// Eight spans that all hold the same words.
DialogueDocument deepDialogue()
{
    DialogueDocument document;
    DialogueTurn turn = said(Speaker::User, QStringLiteral("I want the song that my sister and I sang on the "
                                                           "long drive home from the sea last summer."));
    for (int i = 0; i < 8; ++i)
        turn.stripes << stripe(i * 4, 89 - i * 5, QStringLiteral("layer number %1").arg(i + 1), i);
    document.turns << turn;
    document.turns << said(Speaker::System, QStringLiteral("Do you remember a line of it?"));
    return document;
}

std::function<void(Stage&)> showing(const DialogueDocument& document, int current, QSize size)
{
    return [=](Stage& stage) {
        auto* view = new DialogueView(stage.window.centralWidget());
        view->setAutoFillBackground(true);
        view->setGeometry(QRect(QPoint(80, 60), size));
        view->setDocument(document);
        view->setCurrentTurn(current);
        view->show();
        view->raise();
        view->setFocus();
        stage.settle();
    };
}

void selecting(Stage& stage)
{
    showing(codedDialogue(), 2, {653, 720})(stage);
    stage.press(Qt::Key_Right, Qt::ShiftModifier | Qt::ControlModifier);
    stage.press(Qt::Key_Right, Qt::ShiftModifier | Qt::ControlModifier);
}

} // namespace

QList<State> dialogueStates()
{
    return {
        {QStringLiteral("dialogue-stripes"), Project::Empty, {}, showing(codedDialogue(), 1, {653, 720})},
        {QStringLiteral("dialogue-wide"), Project::Empty, {}, showing(codedDialogue(), 1, {1100, 720})},
        {QStringLiteral("dialogue-narrow"), Project::Empty, {}, showing(codedDialogue(), 1, {360, 720})},
        {QStringLiteral("dialogue-deep"), Project::Empty, {}, showing(deepDialogue(), 0, {653, 720})},
        {QStringLiteral("dialogue-selecting"), Project::Empty, {}, selecting},
        {QStringLiteral("dialogue-large-text"),
         Project::Empty,
         {},
         showing(codedDialogue(), 1, {900, 720}),
         200},
        {QStringLiteral("dialogue-small-text"),
         Project::Empty,
         {},
         showing(codedDialogue(), 1, {653, 720}),
         80},
    };
}

} // namespace antiphon::gallery
