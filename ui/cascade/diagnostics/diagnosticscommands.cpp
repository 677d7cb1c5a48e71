#include "ui/cascade/diagnostics/diagnosticscommands.h"

#include "ui/cascade/cascadeview.h"
#include "ui/cascade/diagnostics/diagnosticspage.h"

#include <QCoreApplication>

namespace antiphon {

QList<Command> diagnosticsCommands(const std::function<CascadeView*()>& view)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("CascadeWorkspace", text); };
    const auto shown = [view] { return view() && view()->page() == CascadeView::Diagnostics; };
    const auto experiment = [view, shown] {
        return shown() ? view()->diagnostics().shownExperiment() : nullptr;
    };
    const auto hasExperiment = [experiment] {
        return experiment() && !experiment()->list()->selected().isEmpty();
    };
    return {{QStringLiteral("diagnostics"),
             tr("Show diagnostics of plans"),
             {},
             [view] { view()->showPage(CascadeView::Diagnostics); }},
            {QStringLiteral("measure-plans"), tr("Measure the plans"), QKeySequence(Qt::Key_D),
             [view] { view()->diagnostics().measure(); }, shown},
            {QStringLiteral("run-experiment"), tr("Run the experiment on the catalogue"),
             QKeySequence(Qt::SHIFT | Qt::Key_D), [view] { view()->diagnostics().runExperiment(); }, shown},
            {QStringLiteral("cancel-experiment"),
             tr("Cancel the experiment"),
             {},
             [experiment] { experiment()->cancel(); },
             [experiment] { return experiment() && experiment()->isRunning(); }},
            {QStringLiteral("export-experiments"),
             tr("Export the selected experiments…"),
             {},
             [experiment] { experiment()->exportSelected(); },
             hasExperiment},
            {QStringLiteral("remove-experiments"),
             tr("Remove the selected experiments"),
             {},
             [experiment] { experiment()->removeSelected(); },
             hasExperiment}};
}

} // namespace antiphon
