// Writes a source as a data set.
#pragma once

#include "core/generation/datasetexport.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/panels.h"

#include <QTimer>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;

namespace antiphon {

class ExportPanel : public Card
{
    Q_OBJECT
public:
    explicit ExportPanel(const WorkspaceContext& context, QWidget* parent = nullptr);

    void setSources(const QList<Source>& sources);
    void chooseSource(const QString& name);
    void ask(); // for a folder, and writes
    bool canWrite() const;

private:
    void makeFields();
    void makeForm();
    Result<DatasetRequest> request() const;
    void adopt();
    void preview();
    void write(const QString& folder);
    void showParts(const DatasetExport& planned);

    WorkspaceContext m_context;
    QTimer m_pause;   // after the last change
    QString m_wanted; // the source to choose once it is known
    CancelToken m_previewing;
    JobNumber m_job = 0;
    bool m_hasRead = false; // what the project has
    QComboBox* m_source;
    QComboBox* m_format;
    QComboBox* m_packing;
    QLineEdit* m_shares;
    QSpinBox* m_seed;
    QSpinBox* m_shards;
    QLineEdit* m_license;
    QCheckBox* m_accepted;
    TextLabel* m_state;
    QPushButton* m_write;
    QPushButton* m_cancel;
};

} // namespace antiphon
