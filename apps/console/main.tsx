import '#ui/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ToastProvider } from '#ui/feedback/toast.tsx';
import { DivisionSourceContext } from '#ui/inputs/division-source.ts';
import { DesignTheme } from '#ui/theme.tsx';
import { divisionSource } from './division-source.ts';
import { createQueryClient } from './query-client.ts';
import { createConsoleRouter } from './router.tsx';

const router = createConsoleRouter();
const queryClient = createQueryClient();
const place = document.getElementById('console');
if (place)
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <DesignTheme>
          <ToastProvider>
            <DivisionSourceContext value={divisionSource}>
              <RouterProvider router={router} />
            </DivisionSourceContext>
          </ToastProvider>
        </DesignTheme>
      </QueryClientProvider>
    </StrictMode>,
  );
