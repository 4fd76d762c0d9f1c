"""How a document is answered: as a file with a name."""

from litestar import Response

from licenseserver.invoices import Document


def document_response(document: Document) -> Response[bytes]:
    """Answer a PDF for saving; nobody on the way keeps a copy."""
    headers = {
        "Content-Disposition": f'attachment; filename="{document.name}"',
        "Cache-Control": "private, no-store",
    }
    return Response(document.content, media_type="application/pdf", headers=headers)
