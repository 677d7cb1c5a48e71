#include "ui/cascade/import/importcommands.h"

#include "ui/cascade/cascadeview.h"
#include "ui/cascade/cataloguepage.h"
#include "ui/cascade/import/importfindings.h"
#include "ui/cascade/import/importpage.h"
#include "ui/cascade/import/joinpage.h"

#include <QCoreApplication>

namespace antiphon {

QList<Command> importCommands(const std::function<CascadeView*()>& view)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("CascadeWorkspace", text); };
    const auto page = [view] { return view()->tracks().importPage(); };
    const auto isImporting = [view] {
        return view() && view()->page() == CascadeView::Tracks && view()->tracks().isImporting();
    };
    const auto canJoin = [view] { return view() && view()->loader().catalogues().size() > 1; };
    return {{QStringLiteral("import-catalogue"), tr("Import a catalogue…"), QKeySequence(Qt::Key_I),
             [view] { view()->importCatalogue(); }},
            {QStringLiteral("join-catalogue"), tr("Join the catalogue with another…"),
             QKeySequence(Qt::Key_J), [view] { view()->joinCatalogues(); }, canJoin},
            {QStringLiteral("run-import"),
             tr("Import the table by its map"),
             {},
             [page] { page()->startImport(); },
             isImporting},
            {QStringLiteral("open-map"),
             tr("Open a map for the import…"),
             {},
             [page] { page()->loadMap(); },
             isImporting},
            {QStringLiteral("save-map"),
             tr("Save the map of the import…"),
             {},
             [page] { page()->saveMap(); },
             isImporting},
            {QStringLiteral("export-refused"),
             tr("Export the refused rows…"),
             {},
             [page] { page()->findings().exportRefused(); },
             isImporting}};
}

} // namespace antiphon
