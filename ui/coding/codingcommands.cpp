#include "ui/coding/codingcommands.h"

#include "ui/coding/codebookpane.h"
#include "ui/coding/coderbar.h"
#include "ui/coding/codingview.h"
#include "ui/coding/comparisondesk.h"
#include "ui/coding/exchangefiles.h"
#include "ui/coding/memoacts.h"
#include "ui/coding/mergefiles.h"
#include "ui/coding/suggestiondesk.h"
#include "ui/coding/targetacts.h"

namespace antiphon {

namespace {

using Act = void (CodingView::*)();

Command command(const QPointer<CodingView>& view, const char* id, const QString& title,
                const QKeySequence& keys, Act act)
{
    return {QLatin1String(id), title, keys, [view, act] {
                if (view)
                    (view->*act)();
            }};
}

// What concerns the turn before the coder: only while the dialogue is in sight.
QList<Command> turnCommands(const QPointer<CodingView>& view)
{
    const auto act = [&view](const char* id, const QString& title, const QKeySequence& keys, Act run,
                             KeyReach reach = KeyReach::Station) {
        Command made = command(view, id, title, keys, run);
        made.reach = reach;
        made.isEnabled = [view] { return view && view->isCoding(); };
        return made;
    };
    return {
        act("find-code", CodingView::tr("Find a code for the turn"), Qt::Key_Return, &CodingView::findCode,
            KeyReach::Unclaimed),
        act("repeat-code", CodingView::tr("Repeat the last code"), Qt::Key_Period, &CodingView::repeatLast),
        act("take-off", CodingView::tr("Take the last code off the turn"), Qt::Key_Delete,
            &CodingView::takeOffLast),
        act("memo", CodingView::tr("Write a memo on the turn"), Qt::Key_M, &CodingView::writeMemo),
        act("next-uncoded", CodingView::tr("Go to the next uncoded turn"), Qt::CTRL | Qt::Key_Down,
            &CodingView::goToNextUncoded),
        act("next-dialogue", CodingView::tr("Next dialogue"), Qt::CTRL | Qt::Key_PageDown,
            &CodingView::goToNextDialogue),
        act("previous-dialogue", CodingView::tr("Previous dialogue"), Qt::CTRL | Qt::Key_PageUp,
            &CodingView::goToPreviousDialogue),
        act("finish-dialogue", CodingView::tr("Finish the dialogue in its round, and take the next"),
            Qt::CTRL | Qt::SHIFT | Qt::Key_PageDown, &CodingView::finishDialogue),
        act("open-tracks", CodingView::tr("Open the tracks of the turn"), Qt::Key_Right,
            &CodingView::openTracks, KeyReach::Unclaimed),
        act("fold-tracks", CodingView::tr("Fold the tracks of the turn"), Qt::Key_Left,
            &CodingView::foldTracks, KeyReach::Unclaimed),
        act("filter-codes", CodingView::tr("Filter codes"), Qt::CTRL | Qt::Key_F, &CodingView::filterCodes),
        act("next-pane", CodingView::tr("Go to the next pane"), Qt::Key_F6, &CodingView::goToNextPane),
    };
}

QList<Command> comparisonCommands(const QPointer<CodingView>& view)
{
    QList<Command> commands;
    for (const ComparisonAct& act : comparisonActs()) {
        commands << Command{act.id, act.title, act.keys,
                            [view, run = act.run] {
                                if (view)
                                    run(view->comparison());
                            },
                            [view] { return view && view->isCoding(); }};
    }
    return commands;
}

QList<Command> coderCommands(const QPointer<CodingView>& view)
{
    const auto act = [&view](const char* id, const QString& title, void (CoderBar::*run)()) {
        return Command{QLatin1String(id), title, {}, [view, run] {
                           if (view)
                               (view->coders().*run)();
                       }};
    };
    return {
        act("blind", CodingView::tr("Blind the coder, or let her see the others"), &CoderBar::toggleBlind),
        act("rename-coder", CodingView::tr("Rename the coder"), &CoderBar::rename)};
}

QList<Command> suggestionCommands(const QPointer<CodingView>& view)
{
    const auto act = [&view](const char* id, const QString& title, const QKeySequence& keys,
                             void (SuggestionDesk::*run)()) {
        Command command{QLatin1String(id), title, keys,
                        [view, run] {
                            if (view)
                                (view->suggestions().*run)();
                        },
                        [view] { return view && view->isCoding(); }};
        command.reach = KeyReach::Unclaimed; // Space also presses buttons and ticks boxes
        return command;
    };
    return {act("accept-suggestion", CodingView::tr("Accept the first suggestion"), Qt::Key_Space,
                &SuggestionDesk::acceptFirst),
            act("refuse-suggestion", CodingView::tr("Refuse the first suggestion"), Qt::SHIFT | Qt::Key_Space,
                &SuggestionDesk::refuseFirst),
            act("ask-suggestions", CodingView::tr("Ask a model server for suggestions"),
                Qt::CTRL | Qt::Key_Space, &SuggestionDesk::askFirstServer),
            act("learn-suggestions", CodingView::tr("Learn suggestions from my codings now"), {},
                &SuggestionDesk::learnNow)};
}

QList<Command> targetCommands(const QPointer<CodingView>& view)
{
    QList<Command> commands;
    for (const TargetAct& act : targetActs()) {
        commands << Command{act.id, act.title, act.keys,
                            [view, run = act.run] {
                                if (view)
                                    run(*view);
                            },
                            [view] { return view && view->isCoding(); }};
    }
    return commands;
}

QList<Command> memoCommands(const QPointer<CodingView>& view)
{
    QList<Command> commands;
    for (const MemoAct& act : memoActs()) {
        Command made{act.id, act.title, act.keys, [view, run = act.run] {
                         if (view)
                             run(*view);
                     }};
        if (act.onTurn)
            made.isEnabled = [view] { return view && view->isCoding(); };
        commands << made;
    }
    return commands;
}

} // namespace

QList<Command> codingCommands(const QPointer<CodingView>& view)
{
    QList<Command> commands = turnCommands(view) + targetCommands(view) + comparisonCommands(view) +
                              coderCommands(view) + memoCommands(view) + suggestionCommands(view);
    commands << command(view, "new-code", CodingView::tr("New code"), Qt::Key_Insert, &CodingView::newCode)
             << command(view, "edit-code", CodingView::tr("Edit the code in hand"), Qt::Key_F2,
                        &CodingView::editCode);
    for (const CodingPage& page : codingPages()) {
        commands << Command{page.id, page.command, {}, [view, id = page.id] {
                                if (view)
                                    view->setPage(id);
                            }};
        for (const CodingPage::Place& place : page.places) {
            const QString target = page.id + QLatin1Char('/') + place.target;
            commands << Command{target, place.command, {}, [view, target] {
                                    if (view)
                                        view->navigate(target);
                                }};
        }
    }
    if (view) {
        const auto acts = view->codebook().commands();
        for (Command act : acts) {
            act.isEnabled = [view, own = act.isEnabled] {
                return view && view->isCoding() && (!own || own());
            };
            commands << act;
        }
        const QList<FileAct> files = codingFileActs(view->desk(), view) +
                                     exchangeFileActs(view->desk(), view) + mergeFileActs(view->desk(), view);
        for (const FileAct& file : files)
            commands << Command{file.id, file.title, {}, file.run};
    }
    return commands;
}

} // namespace antiphon
