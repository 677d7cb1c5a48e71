#include "ui/cascade/explorecommands.h"

#include "ui/cascade/explorepage.h"

namespace antiphon {

namespace {

struct Act
{
    const char* id;
    const char* title;
    QKeySequence key;
    void (*run)(ExplorePage&);
};

QString tr(const char* text)
{
    return ExplorePage::tr(text);
}

const QList<Act>& acts()
{
    static const QList<Act> all{
        {"named", QT_TRANSLATE_NOOP("ExplorePage", "Save or open a named cascade"), QKeySequence(Qt::Key_L),
         [](ExplorePage& page) { page.openShelf(); }},
        {"copy-step", QT_TRANSLATE_NOOP("ExplorePage", "Copy the cascade as recipe step"),
         QKeySequence(Qt::SHIFT | Qt::Key_C), [](ExplorePage& page) { page.copyAsRecipeStep(); }},
        {"use-in-recipe",
         QT_TRANSLATE_NOOP("ExplorePage", "Begin a recipe's plans with the cascade"),
         {},
         [](ExplorePage& page) { page.useInRecipe(); }},
        {"fork", QT_TRANSLATE_NOOP("ExplorePage", "Fork the cascade and compare"), QKeySequence(Qt::Key_K),
         [](ExplorePage& page) { page.fork(); }},
        {"exchange", QT_TRANSLATE_NOOP("ExplorePage", "Exchange the cascade in hand and the kept one"),
         QKeySequence(Qt::SHIFT | Qt::Key_K), [](ExplorePage& page) { page.exchangeFork(); }},
        {"more-of-same", QT_TRANSLATE_NOOP("ExplorePage", "More of the same: the sample is seen"),
         QKeySequence(Qt::Key_M), [](ExplorePage& page) { page.continueSample(); }},
        {"refuse", QT_TRANSLATE_NOOP("ExplorePage", "Refuse the tracks of the sample"),
         QKeySequence(Qt::Key_R), [](ExplorePage& page) { page.refuseSample(); }},
        {"sheet", QT_TRANSLATE_NOOP("ExplorePage", "Contact sheet of a hundred seeds"),
         QKeySequence(Qt::Key_G), [](ExplorePage& page) { page.showMiddle(ExplorePage::Sheet); }},
        {"charts", QT_TRANSLATE_NOOP("ExplorePage", "Charts of the cascade"),
         QKeySequence(Qt::SHIFT | Qt::Key_G),
         [](ExplorePage& page) { page.showMiddle(ExplorePage::Charts); }},
        {"sample", QT_TRANSLATE_NOOP("ExplorePage", "Sample tracks of the cascade"), QKeySequence(Qt::Key_T),
         [](ExplorePage& page) { page.showMiddle(ExplorePage::Sample); }},
    };
    return all;
}

} // namespace

QList<Command> exploreCommands(const std::function<bool()>& isShown,
                               const std::function<ExplorePage*()>& page)
{
    QList<Command> commands;
    for (const Act& act : acts()) {
        const bool needsKept = QLatin1String(act.id) == QLatin1String("exchange");
        commands << Command{
            QString::fromUtf8(act.id), tr(act.title), act.key, [run = act.run, page] { run(*page()); },
            [isShown, page, needsKept] { return isShown() && (!needsKept || page()->kept()); }};
    }
    return commands;
}

} // namespace antiphon
