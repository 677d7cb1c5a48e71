// What leaves the station as files and comes back as files: data sets and batches.
#pragma once

#include "ui/shell/workspace.h"

namespace antiphon {

class BatchPanel;
class ExportPanel;

class FilesPage : public QWidget
{
    Q_OBJECT
public:
    explicit FilesPage(const WorkspaceContext& context, QWidget* parent = nullptr);

    ExportPanel* dataset() const { return m_dataset; }
    BatchPanel* batch() const { return m_batch; }

private:
    void reload();

    WorkspaceContext m_context;
    ExportPanel* m_dataset;
    BatchPanel* m_batch;
};

} // namespace antiphon
